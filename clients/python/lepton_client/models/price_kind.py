from enum import StrEnum


class PriceKind(StrEnum):
    LIST = "list"
    LOCAL = "local"

    def __str__(self) -> str:
        return str(self.value)
