from enum import StrEnum


class PilotDecision(StrEnum):
    CHANGE = "change"
    GO = "go"
    STOP = "stop"

    def __str__(self) -> str:
        return str(self.value)
