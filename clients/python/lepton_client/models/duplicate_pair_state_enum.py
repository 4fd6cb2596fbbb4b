from enum import StrEnum


class DuplicatePairStateEnum(StrEnum):
    DIFFERENT = "different"
    OPEN = "open"

    def __str__(self) -> str:
        return str(self.value)
