from enum import StrEnum


class LabelCheckState(StrEnum):
    CHANGED = "changed"
    KEPT = "kept"
    OPEN = "open"
    SKIPPED = "skipped"

    def __str__(self) -> str:
        return str(self.value)
