from enum import StrEnum


class ByEnum(StrEnum):
    PERSON = "person"
    RUN = "run"

    def __str__(self) -> str:
        return str(self.value)
