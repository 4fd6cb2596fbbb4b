from enum import StrEnum


class CreativeState(StrEnum):
    APPROVED = "approved"
    DRAFT = "draft"
    REFUSED = "refused"
    SUBMITTED = "submitted"

    def __str__(self) -> str:
        return str(self.value)
