from enum import StrEnum


class DriftChecksListState(StrEnum):
    DRIFTED = "drifted"
    REFUSED = "refused"
    STEADY = "steady"

    def __str__(self) -> str:
        return str(self.value)
