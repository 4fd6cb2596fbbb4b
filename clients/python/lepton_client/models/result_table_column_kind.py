from enum import StrEnum


class ResultTableColumnKind(StrEnum):
    COUNTRY = "country"
    HEAT = "heat"
    INTEGER = "integer"
    LIGHT = "light"
    NUMBER = "number"
    PERCENT = "percent"
    TEXT = "text"

    def __str__(self) -> str:
        return str(self.value)
