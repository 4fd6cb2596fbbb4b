from enum import StrEnum


class ResultChartNames(StrEnum):
    COUNTRY = "country"
    TEXT = "text"

    def __str__(self) -> str:
        return str(self.value)
