from enum import StrEnum


class ServiceAccountInputRoleEnum(StrEnum):
    ANALYST = "analyst"
    EDITOR = "editor"
    VIEWER = "viewer"

    def __str__(self) -> str:
        return str(self.value)
