from enum import StrEnum


class FeedbackLanguageBy(StrEnum):
    DETECTED = "detected"
    GIVEN = "given"
    PERSON = "person"

    def __str__(self) -> str:
        return str(self.value)
