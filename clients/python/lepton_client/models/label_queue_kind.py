from enum import StrEnum


class LabelQueueKind(StrEnum):
    LABEL = "label"
    LABELS = "labels"
    NUMBER = "number"

    def __str__(self) -> str:
        return str(self.value)
