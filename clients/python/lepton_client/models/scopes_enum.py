from enum import StrEnum


class ScopesEnum(StrEnum):
    AUDIT = "audit"
    JOBS = "jobs"
    MODELSPREDICT = "models:predict"
    READ = "read"
    WEBHOOKS = "webhooks"
    WRITE = "write"

    def __str__(self) -> str:
        return str(self.value)
