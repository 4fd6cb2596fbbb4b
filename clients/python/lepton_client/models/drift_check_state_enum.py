from enum import StrEnum


class DriftCheckStateEnum(StrEnum):
    DRIFTED = "drifted"
    REFUSED = "refused"
    STEADY = "steady"

    def __str__(self) -> str:
        return str(self.value)
