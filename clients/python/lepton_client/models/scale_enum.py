from enum import StrEnum


class ScaleEnum(StrEnum):
    MEASURE = "measure"
    SCORE = "score"

    def __str__(self) -> str:
        return str(self.value)
