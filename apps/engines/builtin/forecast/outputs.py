"""What a forecast leaves behind for other runs, told before it runs. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from apps.core.messages import mark
from apps.engines.builtin.series_slots import free, promised
from apps.engines.contract import Dtype, InputProfile, OutputTable
from apps.engines.predicted import MOST, PeriodPrediction, Predicted

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


def predicted(params: Mapping[str, Any], summary: Mapping[str, Any]) -> Predicted:
    """Every period ahead of every market, with its band."""
    rows = [
        PeriodPrediction(
            market=market["market"] or "",
            level=summary["confidence"],
            ahead=ahead,
            scale=scale if (scale := market.get("naive_error") or 0.0) >= 1 / MOST else None,
            **{name: row[name] for name in ("period", "value", "low", "high", "naive")},
        )
        for market in summary["markets"]
        for ahead, row in enumerate(market["forecast"], start=1)
    ]
    return Predicted(rows=rows, unit=summary["unit"], repeats=params.get("repeats", "refuse"))
