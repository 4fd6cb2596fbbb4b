"""What a forecast leaves behind for other runs, told before it runs. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from apps.core.messages import mark
from apps.engines.builtin.series_slots import free, promised
from apps.engines.contract import Dtype, InputProfile, OutputTable

NAME = "forecast.parquet"


def tables(profiles: Mapping[str, InputProfile]) -> list[OutputTable]:
    return promised(NAME, mark("Forecast with bands"), layout, profiles)


def layout(value: str, market: str) -> Iterator[tuple[str, Dtype]]:
    """Columns in order. No name comes twice, whatever the table's columns are called."""
    taken: set[str] = set()
    if market:
        yield free(market, taken), "text"
    yield free("period", taken), "text"
    yield free("ahead", taken), "integer"
    for name in (value, f"{value} low", f"{value} high", f"{value} naive"):
        yield free(name, taken), "number"
