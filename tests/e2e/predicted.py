"""Two kept forecasts of which most values have arrived, and one that waits to be kept."""

from __future__ import annotations

import datetime as dt
from typing import Any

from apps.research.predictions.models import PredictionScore
from tests.factories.predictions import PredictionFactory, PredictionSetFactory
from tests.research.prediction_cases import ROLES, forecast

MARKETS = (("Germany", "DEU", 120.0), ("Japan", "JPN", 80.0))
OFF = (0.2, -0.5, 0.7, -0.1, 1.3, 0.4, -0.8, 0.3, -0.6, None, None)  # in half widths; not known


def predicted(site: Any) -> dict[str, Any]:
    """``forecast`` is one whose value is overdue."""
    version = site.dataset.versions.get()
    for level, half in ((0.95, 20.0), (0.8, 12.0)):
        kept = PredictionSetFactory(
            project=site.project, title=f"Sales ahead, {level:.0%}", version=version,
            watched=site.dataset, made_by=site.owner,
            columns={"target": "revenue", "period": "year", "market": "market"},
        )  # fmt: skip
        rows = [
            one(kept, name, country, centre, half, level, month, off)
            for name, country, centre in MARKETS
            for month, off in enumerate(OFF, start=1)
        ]
        scored = rows[0]
        PredictionScore.objects.create(
            project=site.project, prediction=scored, actual=scored.actual, source="Sales ledger",
            by=site.owner, at=scored.scored_at, inside=scored.inside, error=scored.error,
            interval_score=scored.interval_score, scaled_error=scored.scaled_error,
        )  # fmt: skip
    rows[3].hindsight = True
    rows[3].save(update_fields=["hindsight"])
    job = forecast(
        site.project, version, title="Sales of the next months", inputs={"data": {"roles": ROLES}}
    )
    return {"kept_run": kept, "forecast": rows[-1], "forecast_job": job}


def one(
    kept: Any,
    name: str,
    country: str,
    centre: float,
    half: float,
    level: float,
    month: int,
    off: Any,
) -> Any:
    value = centre + 4.0 * month
    last = (dt.date(2025, month, 1) + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    return PredictionFactory(
        kept=kept, market=name, country=country, period=f"2025-{month:02d}", ends_on=last,
        ahead=month, value=value, low=value - half, high=value + half, level=level,
        naive=value - 9.0, scale=10.0, actual=None if off is None else value + off * half,
    )  # fmt: skip
