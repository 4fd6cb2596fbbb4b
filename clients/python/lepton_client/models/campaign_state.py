from enum import StrEnum


class CampaignState(StrEnum):
    AGREED = "agreed"
    PLANNED = "planned"
    STOPPED = "stopped"

    def __str__(self) -> str:
        return str(self.value)
