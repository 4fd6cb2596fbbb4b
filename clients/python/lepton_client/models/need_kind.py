from enum import StrEnum


class NeedKind(StrEnum):
    COMPLIANCE = "compliance"
    CUSTOMER = "customer"
    INTERNAL = "internal"
    LOCALISATION = "localisation"
    MARKET = "market"

    def __str__(self) -> str:
        return str(self.value)
