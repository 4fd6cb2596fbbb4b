from enum import StrEnum


class ActivitiesListOrdering(StrEnum):
    CREATED_AT = "created_at"
    DUE_ON = "due_on"
    VALUE_1 = "-created_at"
    VALUE_3 = "-due_on"

    def __str__(self) -> str:
        return str(self.value)
