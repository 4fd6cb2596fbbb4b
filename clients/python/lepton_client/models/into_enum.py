from enum import StrEnum


class IntoEnum(StrEnum):
    NEW = "new"
    VERSION = "version"

    def __str__(self) -> str:
        return str(self.value)
