from enum import StrEnum


class AnswerEnum(StrEnum):
    NO = "no"
    PARTLY = "partly"
    UNKNOWN = "unknown"
    YES = "yes"

    def __str__(self) -> str:
        return str(self.value)
