from enum import StrEnum


class AuditExportViaType(StrEnum):
    CLIENT = "client"
    COMMAND = "command"
    JOB = "job"
    TOKEN = "token"

    def __str__(self) -> str:
        return str(self.value)
