"""Parameters of ``markets.forecast``. Imports nothing heavy."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from apps.core.messages import mark
from apps.engines.builtin.series_slots import Gaps, Repeats


class ForecastParams(BaseModel):
    """How far ahead, by which method, and what to do with gaps."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    horizon: int | None = Field(
        default=None,
        ge=1,
        le=366,
        title=mark("Periods ahead"),
        description=mark(
            "Left empty: one season, or six periods where there is none; no further than past"
            " periods can check."
        ),
    )
    method: Literal["auto", "ets", "theta", "mean", "naive"] = Field(
        default="auto",
        title=mark("Method"),
        description=mark("The naive forecast is shown beside every other one."),
        json_schema_extra={
            "choices": {
                "auto": mark("The one with the smallest errors on past periods"),
                "ets": mark("ETS: exponential smoothing, its form by AICc"),
                "theta": mark("Theta"),
                "mean": mark("Mean of ETS and Theta"),
                "naive": mark("Naive: as one season ago"),
            }
        },
    )
    season: int | None = Field(
        default=None,
        ge=1,
        le=366,
        title=mark("Periods in a season"),
        description=mark(
            "12 for months, 4 for quarters, 1 for no season. Left empty: the usual one of the"
            " periods."
        ),
        json_schema_extra={"advanced": True},
    )
    market: str = Field(
        default="",
        max_length=200,
        title=mark("Market to tell first"),
        description=mark("Left empty: the largest one. All markets are forecast."),
    )
    gaps: Gaps = "refuse"
    repeats: Repeats = "refuse"
    confidence: float = Field(
        default=0.95,
        ge=0.5,
        le=0.99,
        title=mark("Confidence level"),
        description=mark("Share of future values that the bands are to hold."),
        json_schema_extra={"advanced": True, "step": 0.01},
    )
