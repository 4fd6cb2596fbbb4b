from enum import StrEnum


class ResultAxisScale(StrEnum):
    CATEGORY = "category"
    LINEAR = "linear"
    LOG = "log"
    TIME = "time"

    def __str__(self) -> str:
        return str(self.value)
