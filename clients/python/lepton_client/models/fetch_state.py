from enum import StrEnum


class FetchState(StrEnum):
    CHANGED = "changed"
    FAILED = "failed"
    STORED = "stored"
    UNCHANGED = "unchanged"

    def __str__(self) -> str:
        return str(self.value)
