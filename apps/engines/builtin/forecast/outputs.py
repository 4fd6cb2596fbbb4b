"""What a forecast leaves behind for other runs, told before it runs. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from apps.core.messages import mark
from apps.engines.contract import ColumnProfile, Dtype, InputProfile, OutputTable

NAME = "forecast.parquet"


def tables(params: Any, profiles: Mapping[str, InputProfile]) -> list[OutputTable]:
    data = profiles.get("data")
    value = next(iter(data.roles.get("value", [])), "") if data else ""
    if data is None or not value:
        return []
    market = next(iter(data.roles.get("market", [])), "")
    column = data.column(value)
    unit = column.unit if column else ""
    columns = [
        ColumnProfile(name=name, dtype=dtype, unit=unit if dtype == "number" else "")
        for name, dtype in layout(value, market)
    ]
    return [OutputTable(name=NAME, label=mark("Forecast with bands"), columns=columns)]


def layout(value: str, market: str) -> Iterator[tuple[str, Dtype]]:
    """Columns in order. No name comes twice, whatever the table's columns are called."""
    taken: set[str] = set()
    if market:
        yield free(market, taken), "text"
    yield free("period", taken), "text"
    yield free("ahead", taken), "integer"
    for name in (value, f"{value} low", f"{value} high", f"{value} naive"):
        yield free(name, taken), "number"


def free(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted} {number}", number + 1
    taken.add(name)
    return name
