"""What a transfer predicted of periods, from what is stored of it. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from apps.engines import periods
from apps.engines.predicted import PeriodPrediction, Predicted


def predicted(summary: Mapping[str, Any]) -> Predicted:
    """The rows of the new market that have a period; a market without a name has none."""
    market = summary["market"] or ""
    rows = list(_rows(summary, market)) if market else []
    return Predicted(rows=rows, target="target")


def _rows(summary: Mapping[str, Any], market: str) -> Iterator[PeriodPrediction]:
    for row in summary["predictions"]:
        period = periods.parse(row["period"] or "")
        if period is not None:
            figures = {name: row[name] for name in ("value", "low", "high")}
            yield PeriodPrediction(
                market=market, period=str(period), level=summary["confidence"], **figures
            )
