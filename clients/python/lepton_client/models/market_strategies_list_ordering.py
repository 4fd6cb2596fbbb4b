from enum import StrEnum


class MarketStrategiesListOrdering(StrEnum):
    CREATED_AT = "created_at"
    MARKET = "market"
    VALUE_1 = "-created_at"
    VALUE_3 = "-market"

    def __str__(self) -> str:
        return str(self.value)
