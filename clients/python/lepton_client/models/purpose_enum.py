from enum import StrEnum


class PurposeEnum(StrEnum):
    READS = "reads"
    WRITES = "writes"

    def __str__(self) -> str:
        return str(self.value)
