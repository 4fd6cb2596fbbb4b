from enum import StrEnum


class VerificationsListResult(StrEnum):
    FAILED = "failed"
    OPEN = "open"
    PASSED = "passed"

    def __str__(self) -> str:
        return str(self.value)
