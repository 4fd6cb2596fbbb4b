from enum import StrEnum


class LabelDecision(StrEnum):
    KEEP = "keep"
    OTHER = "other"
    REOPEN = "reopen"
    SKIP = "skip"
    TAKE = "take"

    def __str__(self) -> str:
        return str(self.value)
