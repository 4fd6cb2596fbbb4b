from enum import StrEnum


class LabelChecksListState(StrEnum):
    CHANGED = "changed"
    KEPT = "kept"
    OPEN = "open"
    SKIPPED = "skipped"

    def __str__(self) -> str:
        return str(self.value)
