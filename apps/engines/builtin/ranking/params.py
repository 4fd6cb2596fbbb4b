"""Parameters of ``markets.ranking``. Imports nothing heavy."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from apps.core.messages import mark

Computed = Literal["distance", "language"]


class RankingParams(BaseModel):
    """How indicators become scores, and how sure the weights are."""

    model_config = ConfigDict(extra="forbid")

    scales: str = Field(
        default="",
        max_length=20_000,
        title=mark("Scales of the indicators"),
        description=mark(
            "One line for each indicator: column; lowest; highest; + or −; weight; linear or log;"
            " source. The first three are needed. The two bounds score 0 and 100 and stay the same"
            " whichever markets are compared. − turns the scale round: less is better, or less is"
            " harder."
        ),
        json_schema_extra={"widget": "textarea"},
    )
    attractiveness_share: float = Field(
        default=0.5,
        ge=0.01,
        le=0.99,
        title=mark("Share of attractiveness"),
        description=mark(
            "How much attractiveness counts against ease of entry where markets are put in one"
            " order. Which market leads at any other share is shown too."
        ),
        json_schema_extra={"step": 0.01},
    )
    k: int = Field(
        default=3,
        ge=1,
        le=100,
        title=mark("Markets on the short list"),
        description=mark("For each market, how probable a place on a list this long is."),
    )
    concentration: float | None = Field(
        default=None,
        ge=1,
        le=1e6,
        title=mark("Certainty of the weights"),
        description=mark(
            "Concentration of the Dirichlet distribution of the weights: the higher, the less they"
            " vary. Left empty, an average weight varies by a quarter of itself."
        ),
        json_schema_extra={"advanced": True},
    )
    home: str = Field(
        default="",
        max_length=90,
        title=mark("Home market"),
        description=mark("Country name or code; only used for the computed indicators below."),
    )
    computed: list[Computed] = Field(
        default=[],
        title=mark("Computed indicators of entry difficulty"),
        description=mark(
            "Computed from the home market for every row whose name is a country. Each has weight"
            " 1."
        ),
        json_schema_extra={
            "choices": {
                "distance": mark("Great-circle distance between centres of land"),
                "language": mark("Language distance: how seldom two people share one"),
            }
        },
    )
    confidence: float = Field(
        default=0.9,
        ge=0.5,
        le=0.999,
        title=mark("Confidence level"),
        description=mark(
            "Of the intervals; two markets are told apart where one beats the other in at least"
            " this share of the draws."
        ),
        json_schema_extra={"advanced": True, "step": 0.01},
    )
    draws: int = Field(
        default=4000,
        ge=500,
        le=100_000,
        title=mark("Draws"),
        description=mark("Random weightings and values of unknown cells to rank the markets by."),
        json_schema_extra={"advanced": True},
    )
