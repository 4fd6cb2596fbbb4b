from enum import StrEnum


class RuleEnum(StrEnum):
    LAST = "last"
    MEAN = "mean"
    REFUSE = "refuse"
    SUM = "sum"

    def __str__(self) -> str:
        return str(self.value)
