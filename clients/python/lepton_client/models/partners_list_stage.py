from enum import StrEnum


class PartnersListStage(StrEnum):
    ACTIVE = "active"
    ENDED = "ended"
    PROSPECT = "prospect"
    TALKING = "talking"

    def __str__(self) -> str:
        return str(self.value)
