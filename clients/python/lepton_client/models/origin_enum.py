from enum import StrEnum


class OriginEnum(StrEnum):
    FOLDER = "folder"
    PACKAGE = "package"

    def __str__(self) -> str:
        return str(self.value)
