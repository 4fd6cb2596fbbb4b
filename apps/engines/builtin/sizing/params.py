"""Parameters of ``markets.sizing``. Imports nothing heavy."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from apps.core.messages import mark


class SizingParams(BaseModel):
    """How assumptions become sizes. The defaults suit most tables."""

    model_config = ConfigDict(extra="forbid")

    unit: str = Field(
        default="",
        max_length=40,
        title=mark("Unit of the sizes"),
        description=mark("What all steps multiplied give, e.g. USD a year. Shown on every figure."),
    )
    focus: Literal["TAM", "SAM", "SOM"] = Field(
        default="SOM",
        title=mark("Size to explain"),
        description=mark(
            "The size that the answer tells and whose uncertainty is taken apart. TAM: the whole"
            " market; SAM: the part that you can serve; SOM: the part that you can win."
        ),
    )
    bottom_up: Literal["from_tam", "from_som"] = Field(
        default="from_tam",
        title=mark("Bottom-up begins at"),
        description=mark("Top-down always begins at TAM."),
        json_schema_extra={
            "choices": {
                "from_tam": mark("TAM: all customers times what each spends, then narrowed"),
                "from_som": mark("SOM: what you can win, then scaled up"),
            }
        },
    )
    coverage: float = Field(
        default=0.9,
        ge=0.5,
        le=0.999,
        title=mark("What low and high enclose, lognormal and normal"),
        description=mark(
            "Share of the cases between the low and the high value of these two distributions. For"
            " the others low and high are the limits."
        ),
        json_schema_extra={"advanced": True, "step": 0.01},
    )
    confidence: float = Field(
        default=0.9,
        ge=0.5,
        le=0.999,
        title=mark("Confidence level"),
        description=mark("Share of the draws that the intervals of the sizes hold."),
        json_schema_extra={"advanced": True, "step": 0.01},
    )
    warn_ratio: float = Field(
        default=3.0,
        gt=1,
        le=100,
        title=mark("Ratio of both ways to warn above"),
        description=mark("How many times larger one way's size may be than the other's."),
        json_schema_extra={"advanced": True},
    )
    year: int | None = Field(
        default=None,
        ge=1900,
        le=2200,
        title=mark("Year of the study"),
        description=mark("Figures are as old as this year says. Left empty, this year."),
    )
    oldest: int = Field(
        default=3,
        ge=0,
        le=100,
        title=mark("Years after which a figure is old"),
        description=mark("Older assumptions are named in a caution."),
        json_schema_extra={"advanced": True},
    )
    draws: int = Field(
        default=16_384,
        ge=1024,
        le=262_144,
        title=mark("Draws"),
        description=mark("Random cases to compute; rounded up to a power of two."),
        json_schema_extra={"advanced": True},
    )
