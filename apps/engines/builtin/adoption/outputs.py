"""What an adoption leaves behind for other runs, told before it runs. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from apps.core.messages import mark
from apps.engines.builtin.series_slots import free, promised
from apps.engines.contract import Dtype, InputProfile, OutputTable

NAME = "adoption.parquet"


def tables(profiles: Mapping[str, InputProfile]) -> list[OutputTable]:
    return promised(NAME, mark("Diffusion curves with bands"), layout, profiles)


def layout(value: str, market: str) -> Iterator[tuple[str, Dtype]]:
    """Columns in order. No name comes twice, whatever the table's columns are called."""
    taken: set[str] = set()
    if market:
        yield free(market, taken), "text"
    yield free("period", taken), "text"
    yield free("seen", taken), "integer"
    for name in ("new", "new low", "new high", "total", "total low", "total high"):
        yield free(f"{value} {name}", taken), "number"
