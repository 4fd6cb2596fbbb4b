from enum import StrEnum


class DuplicatePairsListKind(StrEnum):
    COMPANY = "company"
    CONTACT = "contact"
    LEAD = "lead"

    def __str__(self) -> str:
        return str(self.value)
