from enum import StrEnum


class LicenceFromEnum(StrEnum):
    CARD = "card"
    FILE = "file"
    PACKAGE = "package"

    def __str__(self) -> str:
        return str(self.value)
