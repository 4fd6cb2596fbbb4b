from enum import StrEnum


class OthersEnum(StrEnum):
    KEEP = "keep"
    LEAVE_OUT = "leave_out"

    def __str__(self) -> str:
        return str(self.value)
