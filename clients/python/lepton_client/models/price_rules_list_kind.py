from enum import StrEnum


class PriceRulesListKind(StrEnum):
    LIST = "list"
    LOCAL = "local"

    def __str__(self) -> str:
        return str(self.value)
