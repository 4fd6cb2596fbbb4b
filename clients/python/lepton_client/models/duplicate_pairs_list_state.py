from enum import StrEnum


class DuplicatePairsListState(StrEnum):
    DIFFERENT = "different"
    OPEN = "open"

    def __str__(self) -> str:
        return str(self.value)
