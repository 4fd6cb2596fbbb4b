"""The system engine that compares what was asked with the tests. Nothing heavy is imported here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from apps.core.messages import mark
from apps.engines.contract import Engine, InputProfile, InputSlot, Resources

KEY = "modelhub.drift"
KIND = "predictions"  # of its input
SLOT = "log"
LEAST = 100  # cases of each sample, below which nothing is said
MOST = 500  # of the latest predictions
EARLIER = 1000  # of the oldest ones, where the model left no test rows
DAYS = 30  # that a prediction may be old


class DriftParams(BaseModel):
    """``level`` is the share of alarms that may be false."""

    model_config = ConfigDict(extra="forbid")

    level: float = Field(default=0.01, ge=0.001, le=0.2, title=mark("Share of false alarms"))


class DriftEngine(Engine):
    key = KEY
    version = "1"
    label = mark("Look for drift")
    description = mark("Compares the latest predictions of served models with their test rows.")
    kind = "system"
    Params = DriftParams
    inputs: ClassVar[tuple[InputSlot, ...]] = (
        InputSlot(key=SLOT, label=mark("Logged predictions"), kinds=(KIND,)),
    )
    runner = "apps.modelhub.watching.runner:DriftRunner"
    stores = False

    def resources(self, params: Any, profiles: Mapping[str, InputProfile]) -> Resources:
        return Resources(memory_bytes=1536 * 1024**2, seconds=30)
