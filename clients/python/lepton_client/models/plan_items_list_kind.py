from enum import StrEnum


class PlanItemsListKind(StrEnum):
    COMPLIANCE = "compliance"
    FEATURE = "feature"
    IMPROVEMENT = "improvement"
    LOCALISATION = "localisation"
    OPTIMISATION = "optimisation"

    def __str__(self) -> str:
        return str(self.value)
