from enum import StrEnum


class QuestionResultKindEnum(StrEnum):
    DATE = "date"
    FILE = "file"
    MATRIX = "matrix"
    MULTIPLE = "multiple"
    NPS = "nps"
    NUMBER = "number"
    RANKING = "ranking"
    SCALE = "scale"
    SINGLE = "single"
    TEXT = "text"

    def __str__(self) -> str:
        return str(self.value)
