"""Looks for actual values in a table; imported in the child only."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from apps.core.messages import msgn
from apps.engines import periods
from apps.engines.contract import Context, InputTable, Predictor
from apps.engines.predicted import MOST
from apps.engines.result import Result
from apps.reference import matching
from apps.research.predictions.manifest import ActualsParams

Key = tuple[str, str]


class ActualsRunner:
    """Every wanted value that the table has once, or by the run's own way with several rows."""

    def run(self, ctx: Context, params: ActualsParams, inputs: Mapping[str, InputTable]) -> Result:
        cells = _cells(params, inputs["data"])
        found: list[tuple[str, str, float]] = []
        several: list[Key] = []
        for market, period in params.wanted:
            values = cells.get((_market(market), period), [])
            if len(values) > 1 and params.repeats == "refuse":
                several.append((market, period))
            elif values:
                value = math.fsum(values) / (len(values) if params.repeats == "mean" else 1)
                found.append((market, period, value))
        return Result(
            headline=msgn(
                "{count} actual value was found.", "{count} actual values were found.", len(found)
            ),
            summary={"found": found, "several": several},
        )

    def load(self, path: Path, runtime: Mapping[str, Any]) -> Predictor:
        raise NotImplementedError("this engine saves no model")


def _cells(params: ActualsParams, table: InputTable) -> dict[Key, list[float]]:
    """Finite values by market and period. A date that stands for its month is known by both."""
    rows = range(table.rows)
    texts = table.texts(params.period, rows)
    line = periods.timeline(texts, params.period, "data.period")
    markets = table.texts(params.market, rows) if params.market else [""] * table.rows
    values = table.numbers([params.target])[:, 0]
    wanted = {period for _, period in params.wanted}
    market_of = {name: _market(name) for name in set(markets)}
    cells: dict[Key, list[float]] = {}
    for text, place, name, value in zip(texts, line.places, markets, values, strict=True):
        if place is None or not abs(value) <= MOST:
            continue
        for period in {str(line.period(place)), str(periods.parse(text))} & wanted:
            cells.setdefault((market_of[name], period), []).append(float(value))
    return cells


def _market(name: str) -> str:
    """The country where the name is one's beyond doubt, else the name itself."""
    found = matching.match(name)
    if found.certain and found.iso3:
        return found.iso3
    return " ".join(name.casefold().split())
