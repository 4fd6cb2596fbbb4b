from enum import StrEnum


class FinenessEnum(StrEnum):
    COARSE = "coarse"
    FINE = "fine"
    USUAL = "usual"

    def __str__(self) -> str:
        return str(self.value)
