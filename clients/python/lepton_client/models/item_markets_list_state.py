from enum import StrEnum


class ItemMarketsListState(StrEnum):
    DROPPED = "dropped"
    PLANNED = "planned"
    RELEASED = "released"

    def __str__(self) -> str:
        return str(self.value)
