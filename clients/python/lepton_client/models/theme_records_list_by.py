from enum import StrEnum


class ThemeRecordsListBy(StrEnum):
    PERSON = "person"
    RUN = "run"

    def __str__(self) -> str:
        return str(self.value)
