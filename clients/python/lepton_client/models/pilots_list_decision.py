from enum import StrEnum


class PilotsListDecision(StrEnum):
    CHANGE = "change"
    GO = "go"
    STOP = "stop"

    def __str__(self) -> str:
        return str(self.value)
