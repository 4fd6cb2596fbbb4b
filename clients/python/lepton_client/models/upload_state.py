from enum import StrEnum


class UploadState(StrEnum):
    DONE = "done"
    IMPORTING = "importing"
    INSPECTING = "inspecting"
    READY = "ready"
    RECEIVED = "received"
    RECEIVING = "receiving"
    REFUSED = "refused"

    def __str__(self) -> str:
        return str(self.value)
