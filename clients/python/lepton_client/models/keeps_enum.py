from enum import StrEnum


class KeepsEnum(StrEnum):
    FEATURES = "features"
    MASKED = "masked"
    WHOLE = "whole"

    def __str__(self) -> str:
        return str(self.value)
