"""What an adoption leaves behind for other runs, told before it runs. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from apps.core.messages import mark
from apps.engines.builtin.series_slots import free, promised
from apps.engines.contract import Dtype, InputProfile, OutputTable
from apps.engines.predicted import PeriodPrediction, Predicted

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


def predicted(params: Mapping[str, Any], summary: Mapping[str, Any]) -> Predicted:
    """The curve ahead of every market. Its band is of the curve, not of single values."""
    kind = "total" if params.get("values") == "cumulative" else "new"
    rows = [
        PeriodPrediction(
            market=market["market"] or "",
            period=row["period"],
            value=row[kind],
            low=row[f"{kind}_low"],
            high=row[f"{kind}_high"],
            level=summary["confidence"],
            band="mean",
            ahead=ahead,
        )
        for market in summary["markets"]
        for ahead, row in enumerate(market["curve"][market["periods"] :], start=1)
        if row[f"{kind}_high"] is not None  # before the peak there may be no upper end
    ]
    return Predicted(rows=rows, unit=summary["unit"], repeats=params.get("repeats", "refuse"))
