from enum import StrEnum


class ConversionInputRequestCompanyType0(StrEnum):
    NEW = "new"
    NONE = "none"

    def __str__(self) -> str:
        return str(self.value)
