from enum import StrEnum


class JobsListTask(StrEnum):
    PART = "part"
    PREDICT = "predict"
    RUN = "run"

    def __str__(self) -> str:
        return str(self.value)
