from enum import StrEnum


class LabelCheckReason(StrEnum):
    MISLABELLED = "mislabelled"
    UNSURE = "unsure"

    def __str__(self) -> str:
        return str(self.value)
