from enum import StrEnum


class FeedbackRecordsListOrdering(StrEnum):
    CREATED_AT = "created_at"
    OCCURRED_AT = "occurred_at"
    VALUE_1 = "-created_at"
    VALUE_3 = "-occurred_at"

    def __str__(self) -> str:
        return str(self.value)
