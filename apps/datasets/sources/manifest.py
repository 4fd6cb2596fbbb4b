"""The engine that fetches, as the web process knows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import BaseModel

from apps.core.messages import mark
from apps.engines.contract import Engine, InputProfile, InputSlot, Resources

ENGINE = "datasets.fetch"
PURPOSE = "datasets.source"


class FetchParams(BaseModel):
    """``preview``: the first rows are looked at, and nothing is stored."""

    preview: bool = False


class FetchEngine(Engine):
    """Warm: a fetch that finds nothing new takes less time than a process takes to start."""

    key = ENGINE
    version = "1"
    label = mark("Fetch data")
    description = mark("Fetches a table from where it is published, checks it and stores it.")
    kind = "system"
    Params = FetchParams
    inputs: ClassVar[tuple[InputSlot, ...]] = (
        InputSlot(key="source", label=mark("Source"), kinds=("source",)),
    )
    runner = "apps.datasets.sources.fetching:FetchRunner"
    deterministic = False
    warm = True

    def resources(self, params: Any, profiles: Mapping[str, InputProfile]) -> Resources:
        return Resources(memory_bytes=1536 * 1024**2, seconds=30)
