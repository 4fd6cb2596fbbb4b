from enum import StrEnum


class MethodsEnum(StrEnum):
    ADALORA = "adalora"
    ADAPTER = "adapter"
    FEW_SHOT = "few_shot"
    FULL = "full"
    LORA = "lora"
    PREFIX = "prefix"
    PROBE = "probe"

    def __str__(self) -> str:
        return str(self.value)
