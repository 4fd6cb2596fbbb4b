from enum import StrEnum


class DimensionsListScale(StrEnum):
    MEASURE = "measure"
    SCORE = "score"

    def __str__(self) -> str:
        return str(self.value)
