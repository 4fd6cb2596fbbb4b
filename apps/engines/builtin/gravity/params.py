"""The parameters of ``markets.gravity``. Imports nothing heavy."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from apps.core.messages import mark

FixedEffects = Literal["none", "origin", "destination", "both", "by_period"]


class GravityParams(BaseModel):
    """Whose flows are asked about, and what stands in for sizes and prices that nobody measures."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    home: str = Field(
        default="",
        max_length=200,
        title=mark("Home"),
        description=mark(
            "The origin whose flows are held against what gravity expects, as the table names it."
            " Left empty: all pairs."
        ),
    )
    fixed_effects: FixedEffects = Field(
        default="none",
        title=mark("Fixed effects"),
        description=mark(
            "They stand for everything that belongs to an origin or a destination: size, prices,"
            " openness. Columns that do not vary beside them drop out and are named."
        ),
        json_schema_extra={
            "choices": {
                "none": mark("None: the columns say it all"),
                "origin": mark("Of origins"),
                "destination": mark("Of destinations"),
                "both": mark("Of origins and of destinations"),
                "by_period": mark("Of origins and of destinations, anew in each period"),
            }
        },
    )
    errors: Literal["auto", "HC1", "pair"] = Field(
        default="auto",
        title=mark("Standard errors"),
        description=mark("What t, p and intervals rest on. Both hold whatever spread flows have."),
        json_schema_extra={
            "advanced": True,
            "choices": {
                "auto": mark("By pair where there are periods, else HC1"),
                "HC1": mark("HC1: rows are independent"),
                "pair": mark("By pair: rows of one pair, in both directions, go together"),
            },
        },
    )
    separation: Literal["drop", "refuse"] = Field(
        default="drop",
        title=mark("Zeros predicted perfectly"),
        description=mark(
            "Where a column or an effect predicts zero flows perfectly, it has no estimate."
        ),
        json_schema_extra={
            "advanced": True,
            "choices": {
                "drop": mark("Leave such rows out and name the cause"),
                "refuse": mark("Stop and name the cause"),
            },
        },
    )
    confidence: float = Field(
        default=0.95,
        ge=0.5,
        le=0.999,
        title=mark("Confidence level"),
        description=mark("Of all intervals."),
        json_schema_extra={"advanced": True, "step": 0.01},
    )
    missing: Literal["drop", "refuse"] = Field(
        default="drop",
        title=mark("Rows with a missing value"),
        description=mark("Rows left out are counted in the result."),
        json_schema_extra={
            "advanced": True,
            "choices": {
                "drop": mark("Leave out and count them"),
                "refuse": mark("Stop and say where they are"),
            },
        },
    )
