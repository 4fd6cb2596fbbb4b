from enum import StrEnum


class CampaignsListOrdering(StrEnum):
    CREATED_AT = "created_at"
    NAME = "name"
    STARTS_ON = "starts_on"
    VALUE_1 = "-created_at"
    VALUE_3 = "-name"
    VALUE_5 = "-starts_on"

    def __str__(self) -> str:
        return str(self.value)
