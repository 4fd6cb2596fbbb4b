from enum import StrEnum


class ResultPredictionColumnKind(StrEnum):
    NUMBER = "number"
    PERCENT = "percent"
    TEXT = "text"

    def __str__(self) -> str:
        return str(self.value)
