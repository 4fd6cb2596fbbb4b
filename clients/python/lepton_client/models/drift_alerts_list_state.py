from enum import StrEnum


class DriftAlertsListState(StrEnum):
    ACKNOWLEDGED = "acknowledged"
    CLOSED = "closed"
    OPEN = "open"
    SNOOZED = "snoozed"

    def __str__(self) -> str:
        return str(self.value)
