"""The system engine that writes a model for other programs. Nothing heavy is imported here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, Field

from apps.core.messages import mark
from apps.engines.contract import Engine, InputProfile, InputSlot, Resources

KEY = "modelhub.export"
MODEL, TESTED = "model", "tested"  # kinds of inputs


class ExportParams(BaseModel):
    """``engine`` is the key of the model's engine, ``filename`` what the zip is called."""

    engine: str = Field(max_length=100)
    target: Literal["onnx", "openvino"]
    filename: str = Field(max_length=255)


class ExportEngine(Engine):
    """Writes, compares and packs."""

    key = KEY
    version = "1"
    label = mark("Export of a model")
    description = mark("Writes a model as ONNX or OpenVINO and compares the answers of both.")
    kind = "system"
    bounded = False  # a large model is held several times
    Params = ExportParams
    inputs: ClassVar[tuple[InputSlot, ...]] = (
        InputSlot(key="model", label=mark("Model"), kinds=(MODEL,)),
        InputSlot(key="rows", label=mark("Test rows"), kinds=(TESTED,), required=False),
    )
    runner = "apps.modelhub.exports.runner:Runner"

    def resources(self, params: Any, profiles: Mapping[str, InputProfile]) -> Resources:
        return Resources(memory_bytes=3 * 1024**3, seconds=60)
