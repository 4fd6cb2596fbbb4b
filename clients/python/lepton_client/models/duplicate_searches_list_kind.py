from enum import StrEnum


class DuplicateSearchesListKind(StrEnum):
    COMPANY = "company"
    CONTACT = "contact"
    LEAD = "lead"

    def __str__(self) -> str:
        return str(self.value)
