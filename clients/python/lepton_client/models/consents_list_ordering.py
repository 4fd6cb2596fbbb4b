from enum import StrEnum


class ConsentsListOrdering(StrEnum):
    AT = "at"
    CREATED_AT = "created_at"
    VALUE_1 = "-created_at"
    VALUE_3 = "-at"

    def __str__(self) -> str:
        return str(self.value)
