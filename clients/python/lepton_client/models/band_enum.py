from enum import StrEnum


class BandEnum(StrEnum):
    MEAN = "mean"
    VALUE = "value"

    def __str__(self) -> str:
        return str(self.value)
