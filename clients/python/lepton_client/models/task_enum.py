from enum import StrEnum


class TaskEnum(StrEnum):
    PART = "part"
    PREDICT = "predict"
    RUN = "run"

    def __str__(self) -> str:
        return str(self.value)
