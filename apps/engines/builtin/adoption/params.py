"""Parameters of ``markets.adoption``. Imports nothing heavy."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from apps.core.messages import mark
from apps.engines.builtin.series_slots import Gaps, Repeats


class AdoptionParams(BaseModel):
    """What the values count, and what is known of the market already."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, allow_inf_nan=False)

    values: Literal["new", "cumulative"] = Field(
        default="new",
        title=mark("What the values count"),
        description=mark("From the launch on. First purchases alone: replacements do not belong."),
        json_schema_extra={
            "choices": {
                "new": mark("New adopters of each period"),
                "cumulative": mark("All adopters up to each period"),
            }
        },
    )
    potential: float | None = Field(
        default=None,
        gt=0,
        le=1e100,
        title=mark("Market potential, if known"),
        description=mark(
            "How many will ever adopt, e.g. from a sizing. Left empty, it is estimated; a column"
            " may give it for each market instead."
        ),
    )
    horizon: int = Field(
        default=10,
        ge=1,
        le=200,
        title=mark("Periods ahead"),
        description=mark("How far the curves go on after the last period."),
    )
    market: str = Field(
        default="",
        max_length=200,
        title=mark("Market to tell first"),
        description=mark("Left empty: the largest one. Every market has a fit of its own."),
    )
    gaps: Gaps = "refuse"
    repeats: Repeats = "refuse"
    confidence: float = Field(
        default=0.95,
        ge=0.5,
        le=0.99,
        title=mark("Confidence level"),
        description=mark("Of the intervals of market potential, peak and curves."),
        json_schema_extra={"advanced": True, "step": 0.01},
    )
