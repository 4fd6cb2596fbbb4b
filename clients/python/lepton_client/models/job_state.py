from enum import StrEnum


class JobState(StrEnum):
    CANCELLED = "cancelled"
    CANCELLING = "cancelling"
    ERRORED = "errored"
    QUEUED = "queued"
    REFUSED = "refused"
    RUNNING = "running"
    STARTING = "starting"
    SUCCEEDED = "succeeded"
    TIMED_OUT = "timed_out"

    def __str__(self) -> str:
        return str(self.value)
