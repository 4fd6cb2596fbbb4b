from enum import StrEnum


class DimensionScale(StrEnum):
    MEASURE = "measure"
    SCORE = "score"

    def __str__(self) -> str:
        return str(self.value)
