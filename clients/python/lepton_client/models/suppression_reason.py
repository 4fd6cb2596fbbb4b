from enum import StrEnum


class SuppressionReason(StrEnum):
    ASKED = "asked"
    BOUNCED = "bounced"
    COMPLAINT = "complaint"
    ERASED = "erased"

    def __str__(self) -> str:
        return str(self.value)
