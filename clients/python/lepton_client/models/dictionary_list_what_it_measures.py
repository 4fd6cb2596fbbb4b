from enum import StrEnum


class DictionaryListWhatItMeasures(StrEnum):
    CODE = "code"
    FLOW = "flow"
    INDEX = "index"
    OTHER = "other"
    PRICE = "price"
    RATE = "rate"
    STOCK = "stock"
    TEXT = "text"

    def __str__(self) -> str:
        return str(self.value)
