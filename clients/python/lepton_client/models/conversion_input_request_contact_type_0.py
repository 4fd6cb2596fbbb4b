from enum import StrEnum


class ConversionInputRequestContactType0(StrEnum):
    NEW = "new"
    NONE = "none"

    def __str__(self) -> str:
        return str(self.value)
