from enum import StrEnum


class ItemMarketState(StrEnum):
    DROPPED = "dropped"
    PLANNED = "planned"
    RELEASED = "released"

    def __str__(self) -> str:
        return str(self.value)
