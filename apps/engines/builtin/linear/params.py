"""Parameters that every linear engine has. Imports nothing heavy."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from apps.core.messages import mark
from apps.engines.builtin.linear.slots import ErrorKind, WeightKind
from apps.engines.builtin.linear.terms.choices import Chosen, text_of


class LinearParams(BaseModel):
    """Choices of a linear fit. The defaults suit most tables."""

    model_config = ConfigDict(extra="forbid")

    intercept: bool = Field(
        default=True,
        title=mark("Fit an intercept"),
        description=mark(
            "The level of the target where all predictors are zero. Without it the fit goes"
            " through the origin."
        ),
        json_schema_extra={"advanced": True},
    )
    confidence: float = Field(
        default=0.95,
        ge=0.5,
        le=0.9999,
        title=mark("Confidence level"),
        description=mark("Share of repeated studies whose interval would hold the true value."),
        json_schema_extra={"advanced": True, "step": 0.01},
    )
    powers: str = Field(
        default="",
        max_length=2000,
        title=mark("Curved predictors"),
        description=mark(
            "Predictors that enter as a polynomial, each with its degree: price^2, income^3. They"
            " lose no digits, as powers stored as columns would."
        ),
        json_schema_extra={"advanced": True},
    )
    formula: str = Field(
        default="",
        max_length=2000,
        title=mark("Formula"),
        description=mark(
            "What explains the target, as a formula: log(sales) ~ log(price)*C(region, 'US') +"
            " poly(income, 2) + lag(price, 1). It may name any column of the table. Left empty, the"
            " predictors chosen enter as they are."
        ),
        json_schema_extra={"widget": "textarea"},
    )
    terms: list[Chosen] = Field(
        default=[],
        max_length=200,
        title=mark("Terms"),
        description=mark(
            "The same as a list, for programs: each term with its columns and what is done to them."
            " It becomes the formula."
        ),
        json_schema_extra={"widget": "hidden"},
    )
    errors: ErrorKind = Field(
        default="classical",
        title=mark("Standard errors"),
        description=mark("What t, p and intervals rest on, those of predictions too."),
        json_schema_extra={
            "choices": {
                "classical": mark("Classical: the scatter is the same everywhere"),
                "hc1": mark("Robust (HC1): the scatter may differ from row to row"),
                "hc3": mark("Robust (HC3): likewise, and careful with few rows"),
                "cluster": mark("By group: rows of a group may go together"),
            }
        },
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
    redundant: Literal["refuse", "leave_out"] = Field(
        default="refuse",
        title=mark("Redundant columns"),
        description=mark("Constant columns, copies, and columns made of other predictors."),
        json_schema_extra={
            "advanced": True,
            "choices": {
                "refuse": mark("Stop and name them"),
                "leave_out": mark("Leave the later one out and say so"),
            },
        },
    )
    weights_mean: WeightKind = Field(
        default="analytic",
        title=mark("What weights mean"),
        description=mark("Only used where a column of weights is chosen."),
        json_schema_extra={
            "advanced": True,
            "choices": {
                "analytic": mark("Precision: a row with weight 4 is known twice as exactly"),
                "frequency": mark("Repeats: a row with weight 4 stands for four equal rows"),
            },
        },
    )
    keep_fitted: bool = Field(
        default=False,
        title=mark("Keep fitted values and residuals"),
        description=mark(
            "As a table of every row, to download and to use as the data of another run."
        ),
    )

    @model_validator(mode="after")
    def _written(self) -> LinearParams:
        """Terms become the formula's text, so that there is one way on from here."""
        if self.terms and not self.formula.strip():
            self.formula = text_of(self.terms)
            self.terms = []
        return self
