from enum import StrEnum


class AuditListChannel(StrEnum):
    API = "api"
    COMMAND = "command"
    JOB = "job"
    PAGE = "page"
    PANEL = "panel"
    SYSTEM = "system"

    def __str__(self) -> str:
        return str(self.value)
