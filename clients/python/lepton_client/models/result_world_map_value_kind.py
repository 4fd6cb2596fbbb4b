from enum import StrEnum


class ResultWorldMapValueKind(StrEnum):
    NUMBER = "number"
    PERCENT = "percent"

    def __str__(self) -> str:
        return str(self.value)
