from enum import StrEnum


class NeedState(StrEnum):
    DECLINED = "declined"
    MET = "met"
    OPEN = "open"

    def __str__(self) -> str:
        return str(self.value)
