from enum import StrEnum


class PriceRulesListOrdering(StrEnum):
    CREATED_AT = "created_at"
    VALID_FROM = "valid_from"
    VALUE_1 = "-created_at"
    VALUE_3 = "-valid_from"

    def __str__(self) -> str:
        return str(self.value)
