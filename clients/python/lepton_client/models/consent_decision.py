from enum import StrEnum


class ConsentDecision(StrEnum):
    GIVEN = "given"
    WITHDRAWN = "withdrawn"

    def __str__(self) -> str:
        return str(self.value)
