from enum import StrEnum


class LabelChecksListReason(StrEnum):
    MISLABELLED = "mislabelled"
    UNSURE = "unsure"

    def __str__(self) -> str:
        return str(self.value)
