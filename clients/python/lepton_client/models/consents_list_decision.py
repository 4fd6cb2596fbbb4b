from enum import StrEnum


class ConsentsListDecision(StrEnum):
    GIVEN = "given"
    WITHDRAWN = "withdrawn"

    def __str__(self) -> str:
        return str(self.value)
