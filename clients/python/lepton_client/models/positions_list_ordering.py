from enum import StrEnum


class PositionsListOrdering(StrEnum):
    CREATED_AT = "created_at"
    SEEN_ON = "seen_on"
    VALUE_1 = "-created_at"
    VALUE_3 = "-seen_on"

    def __str__(self) -> str:
        return str(self.value)
