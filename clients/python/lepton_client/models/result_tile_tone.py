from enum import StrEnum


class ResultTileTone(StrEnum):
    BAD = "bad"
    GOOD = "good"
    NEUTRAL = "neutral"
    WARN = "warn"

    def __str__(self) -> str:
        return str(self.value)
