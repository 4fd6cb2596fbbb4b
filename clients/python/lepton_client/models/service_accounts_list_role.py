from enum import StrEnum


class ServiceAccountsListRole(StrEnum):
    ANALYST = "analyst"
    EDITOR = "editor"
    OWNER = "owner"
    VIEWER = "viewer"

    def __str__(self) -> str:
        return str(self.value)
