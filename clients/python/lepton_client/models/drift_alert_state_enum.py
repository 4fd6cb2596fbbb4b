from enum import StrEnum


class DriftAlertStateEnum(StrEnum):
    ACKNOWLEDGED = "acknowledged"
    CLOSED = "closed"
    OPEN = "open"
    SNOOZED = "snoozed"

    def __str__(self) -> str:
        return str(self.value)
