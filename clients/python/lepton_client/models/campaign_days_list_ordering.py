from enum import StrEnum


class CampaignDaysListOrdering(StrEnum):
    CREATED_AT = "created_at"
    DAY = "day"
    VALUE_1 = "-created_at"
    VALUE_3 = "-day"

    def __str__(self) -> str:
        return str(self.value)
