from enum import StrEnum


class NeedsListKind(StrEnum):
    COMPLIANCE = "compliance"
    CUSTOMER = "customer"
    INTERNAL = "internal"
    LOCALISATION = "localisation"
    MARKET = "market"

    def __str__(self) -> str:
        return str(self.value)
