from enum import StrEnum


class EntriesMovesFromStage(StrEnum):
    DEVELOPMENT = "development"
    ENTRY = "entry"
    FEEDBACK = "feedback"
    INTERNATIONAL_FEEDBACK = "international_feedback"
    INTERNATIONAL_OPTIMISATION = "international_optimisation"
    INTERNATIONAL_PROMOTION = "international_promotion"
    OPTIMISATION = "optimisation"
    PROMOTION = "promotion"
    RESEARCH = "research"

    def __str__(self) -> str:
        return str(self.value)
