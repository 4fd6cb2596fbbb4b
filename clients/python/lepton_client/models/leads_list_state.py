from enum import StrEnum


class LeadsListState(StrEnum):
    CONTACTED = "contacted"
    CONVERTED = "converted"
    DROPPED = "dropped"
    NEW = "new"
    QUALIFIED = "qualified"

    def __str__(self) -> str:
        return str(self.value)
