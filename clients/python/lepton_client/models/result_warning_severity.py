from enum import StrEnum


class ResultWarningSeverity(StrEnum):
    INFO = "info"
    SERIOUS = "serious"
    WARN = "warn"

    def __str__(self) -> str:
        return str(self.value)
