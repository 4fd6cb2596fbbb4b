"""The parameters of ``effects.release``. Imports nothing heavy."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from apps.core.messages import mark

Method = Literal["auto", "did", "its"]


class ReleaseParams(BaseModel):
    """When the release was, and how its effect is told from everything else."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    release: str = Field(
        default="",
        max_length=5000,
        title=mark("Date of the release"),
        description=mark(
            "One date for all markets (2026-03), or one for each: JPN=2026-03, DEU=2026-05. Markets"
            " without one are compared with. Leave empty where a column tells it."
        ),
    )
    outcome: Literal["count", "mean"] = Field(
        default="count",
        title=mark("What the value is"),
        description=mark("Effects on counts are told in percent, on means in their own unit."),
        json_schema_extra={
            "choices": {
                "count": mark("A count, e.g. complaints"),
                "mean": mark("A mean, e.g. a rating or NPS"),
            }
        },
    )
    topic: str = Field(
        default="",
        max_length=200,
        title=mark("Topic"),
        description=mark(
            "With a column of topics: rows of this topic are counted, as a share of all rows."
        ),
    )
    every: Literal["month", "week", "quarter", "day"] = Field(
        default="month",
        title=mark("Count rows by"),
        description=mark("Only used where each row is one record, so without a column of values."),
        json_schema_extra={
            "choices": {
                "month": mark("Month"),
                "week": mark("Week"),
                "quarter": mark("Quarter"),
                "day": mark("Day"),
            }
        },
    )
    method: Method = Field(
        default="auto",
        title=mark("Method"),
        description=mark("What could be computed is shown side by side in any case."),
        json_schema_extra={
            "advanced": True,
            "choices": {
                "auto": mark("Compare with other markets where there are any"),
                "did": mark("Compare with markets not yet released"),
                "its": mark("Compare each market with its own past"),
            },
        },
    )
    shape: Literal["level", "any"] = Field(
        default="level",
        title=mark("Effect in a single series"),
        description=mark("Any shape needs no assumption and has wider intervals."),
        json_schema_extra={
            "advanced": True,
            "choices": {
                "level": mark("A step that lasts; the trend goes on"),
                "any": mark("Any shape: the past is carried forward"),
            },
        },
    )
    trend: Literal["auto", "none", "linear"] = Field(
        default="auto",
        title=mark("Trend in a single series"),
        description=mark("What would have gone on without the release."),
        json_schema_extra={
            "advanced": True,
            "choices": {
                "auto": mark("A straight trend from 8 periods before the release on"),
                "none": mark("None"),
                "linear": mark("A straight trend"),
            },
        },
    )
    season: Literal["auto", "none"] = Field(
        default="auto",
        title=mark("Season in a single series"),
        description=mark("Waves of the usual season of the periods, e.g. a year of months."),
        json_schema_extra={
            "advanced": True,
            "choices": {
                "auto": mark("From two whole seasons on"),
                "none": mark("None"),
            },
        },
    )
    transition: int = Field(
        default=0,
        ge=0,
        le=24,
        title=mark("Periods after the release to leave out"),
        description=mark("While it is being rolled out."),
        json_schema_extra={"advanced": True},
    )
    anticipation: int = Field(
        default=0,
        ge=0,
        le=24,
        title=mark("Periods before the release to leave out"),
        description=mark("Where customers knew of it, or a pilot ran."),
        json_schema_extra={"advanced": True},
    )
    gaps: Literal["leave", "zero"] = Field(
        default="leave",
        title=mark("Periods without a value"),
        description=mark("Between the first and the last one of a market."),
        json_schema_extra={
            "advanced": True,
            "choices": {
                "leave": mark("Leave out"),
                "zero": mark("Count as zero"),
            },
        },
    )
    repeats: Literal["refuse", "sum"] = Field(
        default="refuse",
        title=mark("Several rows of one period"),
        description=mark("Within one market."),
        json_schema_extra={
            "advanced": True,
            "choices": {
                "refuse": mark("Stop and name them"),
                "sum": mark("Add counts up; average means by their exposure"),
            },
        },
    )
    confidence: float = Field(
        default=0.95,
        ge=0.5,
        le=0.99,
        title=mark("Confidence level"),
        description=mark("How often the intervals are to hold the true effect."),
        json_schema_extra={"advanced": True, "step": 0.01},
    )
