from enum import StrEnum


class ResultPredictionColumnRole(StrEnum):
    MEAN_HIGH = "mean_high"
    MEAN_LOW = "mean_low"
    NEW_HIGH = "new_high"
    NEW_LOW = "new_low"
    OTHER = "other"
    POINT = "point"

    def __str__(self) -> str:
        return str(self.value)
