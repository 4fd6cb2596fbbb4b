from enum import StrEnum


class SurveyAnswersListOrdering(StrEnum):
    COMPLETED_AT = "completed_at"
    CREATED_AT = "created_at"
    VALUE_1 = "-created_at"
    VALUE_3 = "-completed_at"

    def __str__(self) -> str:
        return str(self.value)
