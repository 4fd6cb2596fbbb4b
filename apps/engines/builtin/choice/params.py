"""The parameters of ``markets.choice``. Imports nothing heavy."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from apps.core.messages import mark


class ChoiceParams(BaseModel):
    """How choices are written down, whose product is asked about, and what if."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    chosen_as: Literal["choice", "counts", "shares"] = Field(
        default="choice",
        title=mark("How choices are written"),
        description=mark("Each row is one alternative in one situation."),
        json_schema_extra={
            "choices": {
                "choice": mark("1 for the one chosen, 0 for the others"),
                "counts": mark("How many chose it"),
                "shares": mark("Its share in the situation (any scale)"),
            }
        },
    )
    own: str = Field(
        default="",
        max_length=200,
        title=mark("Own product"),
        description=mark(
            "The alternative that the answer is about, as the table names it. Left empty: the one"
            " chosen most."
        ),
    )
    constants: bool = Field(
        default=True,
        title=mark("A constant for each alternative"),
        description=mark(
            "What makes an alternative liked beyond its attributes. Leave out where alternatives"
            " are mere labels, as in a conjoint study of profiles A and B."
        ),
        json_schema_extra={"advanced": True},
    )
    baseline: str = Field(
        default="",
        max_length=200,
        title=mark("Baseline alternative"),
        description=mark("Its constant is 0. Left empty: the one chosen most."),
        json_schema_extra={"advanced": True},
    )
    errors: Literal["auto", "classical", "situation", "respondent"] = Field(
        default="auto",
        title=mark("Standard errors"),
        description=mark("What z or t, p and intervals rest on."),
        json_schema_extra={
            "advanced": True,
            "choices": {
                "auto": mark("By respondent where known; by situation for shares; else classical"),
                "classical": mark("Classical: of maximum likelihood"),
                "situation": mark("Robust: situations are independent"),
                "respondent": mark("Robust: respondents are independent"),
            },
        },
    )
    changed: str = Field(
        default="",
        max_length=200,
        title=mark("What if: whose price changes"),
        description=mark("An alternative, as the table names it. Left empty: nobody's."),
    )
    change: float = Field(
        default=-10.0,
        ge=-100,
        le=1000,
        title=mark("What if: by how many percent"),
        description=mark("-10 is a price cut by a tenth."),
        json_schema_extra={"step": 0.1},
    )
    joins_like: str = Field(
        default="",
        max_length=200,
        title=mark("What if: a new alternative like"),
        description=mark(
            "An alternative that a newcomer equals, constant included, but for what is said"
            " below. Left empty: no newcomer."
        ),
    )
    joins_with: str = Field(
        default="",
        max_length=2000,
        title=mark("What if: the newcomer's own attributes"),
        description=mark("One line for each that differs, e.g. price = 19.90"),
        json_schema_extra={"widget": "textarea"},
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
        title=mark("Situations with a missing value"),
        description=mark(
            "A situation is used whole or not at all, as a choice among fewer is another choice."
        ),
        json_schema_extra={
            "advanced": True,
            "choices": {
                "drop": mark("Leave out and count them"),
                "refuse": mark("Stop and say where they are"),
            },
        },
    )
