from enum import StrEnum


class ExportTarget(StrEnum):
    ONNX = "onnx"
    OPENVINO = "openvino"

    def __str__(self) -> str:
        return str(self.value)
