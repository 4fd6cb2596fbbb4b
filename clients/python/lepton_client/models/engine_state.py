from enum import StrEnum


class EngineState(StrEnum):
    BROKEN = "broken"
    INCOMPATIBLE = "incompatible"
    INSTALLING = "installing"
    NOT_INSTALLED = "not_installed"
    READY = "ready"

    def __str__(self) -> str:
        return str(self.value)
