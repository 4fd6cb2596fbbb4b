from enum import StrEnum


class PlanItemsMovesFromState(StrEnum):
    AGREED = "agreed"
    DEVELOPMENT = "development"
    DROPPED = "dropped"
    IDEA = "idea"
    MEASURED = "measured"
    PILOT = "pilot"
    RELEASED = "released"
    VERIFYING = "verifying"

    def __str__(self) -> str:
        return str(self.value)
