from enum import StrEnum


class ResultSeriesKind(StrEnum):
    BAND = "band"
    BAR = "bar"
    LINE = "line"
    SCATTER = "scatter"

    def __str__(self) -> str:
        return str(self.value)
