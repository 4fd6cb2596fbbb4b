from enum import StrEnum


class FeedbackRecordsListLanguageBy(StrEnum):
    DETECTED = "detected"
    GIVEN = "given"
    PERSON = "person"

    def __str__(self) -> str:
        return str(self.value)
