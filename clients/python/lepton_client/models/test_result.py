from enum import StrEnum


class TestResult(StrEnum):
    FAILED = "failed"
    OPEN = "open"
    PASSED = "passed"

    def __str__(self) -> str:
        return str(self.value)
