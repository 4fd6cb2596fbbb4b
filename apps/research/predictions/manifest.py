"""The system engine that looks for actual values in a table. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from apps.core.messages import mark
from apps.engines.contract import Engine, InputProfile, InputSlot, Resources

MOST_WANTED = 20_000  # periods of markets in one job


class ActualsParams(BaseModel):
    """``wanted`` are (market, period) as predictions have them, for the kept runs ``sets``."""

    sets: list[UUID]
    target: str
    period: str
    market: str = ""
    repeats: Literal["refuse", "sum", "mean"] = "refuse"
    wanted: list[tuple[str, str]] = Field(max_length=MOST_WANTED)


class ActualsEngine(Engine):
    key = "research.actuals"
    version = "1"
    label = mark("Look for actual values")
    description = mark("Finds the values of periods that were predicted.")
    kind = "system"
    Params = ActualsParams
    inputs: ClassVar[tuple[InputSlot, ...]] = (
        InputSlot(key="data", label=mark("Dataset"), kinds=("dataset",)),
    )
    runner = "apps.research.predictions.runner:ActualsRunner"
    warm = True
    stores = False

    def resources(self, params: Any, profiles: Mapping[str, InputProfile]) -> Resources:
        rows = profiles["data"].rows if "data" in profiles else 0
        return Resources(memory_bytes=300 * 1024**2 + rows * 300, seconds=1 + rows * 5e-6)
