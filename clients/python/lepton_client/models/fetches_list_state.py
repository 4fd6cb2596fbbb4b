from enum import StrEnum


class FetchesListState(StrEnum):
    CHANGED = "changed"
    FAILED = "failed"
    STORED = "stored"
    UNCHANGED = "unchanged"

    def __str__(self) -> str:
        return str(self.value)
