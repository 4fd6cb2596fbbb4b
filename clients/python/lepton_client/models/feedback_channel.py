from enum import StrEnum


class FeedbackChannel(StrEnum):
    API = "api"
    CHAT = "chat"
    EMAIL = "email"
    IMPORT = "import"
    REVIEW = "review"
    SURVEY = "survey"

    def __str__(self) -> str:
        return str(self.value)
