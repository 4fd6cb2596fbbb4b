"""The parameters of ``regression.response``. Imports nothing heavy."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from apps.core.messages import mark

Form = Literal["loglog", "semilog", "linear"]
Saturation = Literal["none", "log", "hill"]
Season = Literal["none", "month", "quarter", "weekday", "cycle"]
Errors = Literal["auto", "classical", "hc1", "hac", "cluster"]


class ResponseParams(BaseModel):
    """How demand is taken to respond, and at which cost and price the answer is wanted."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    form: Form = Field(
        default="loglog",
        title=mark("Demand curve"),
        description=mark("How the quantity goes with the price."),
        json_schema_extra={
            "choices": {
                "loglog": mark("Constant elasticity: logarithms of quantity and price"),
                "semilog": mark("Exponential: logarithm of the quantity, price as it is"),
                "linear": mark("Straight line: quantity and price as they are"),
            }
        },
    )
    unit_cost: float | None = Field(
        default=None,
        ge=0,
        le=1e12,
        title=mark("Cost of one unit"),
        description=mark(
            "In the currency of the price. With it, or a column of costs, the page tells which"
            " price earns most. 0 asks for the highest revenue."
        ),
    )
    price_now: float | None = Field(
        default=None,
        gt=0,
        le=1e12,
        title=mark("Price today"),
        description=mark("Changes are measured from here. Empty: the median price of the table."),
    )
    changes: str = Field(
        default="-10, -5, 5, 10",
        max_length=200,
        title=mark("Price changes in %"),
        description=mark("What the table of scenarios shows, e.g. -10, 5."),
    )
    promotion_price: bool = Field(
        default=False,
        title=mark("Promotions change the price effect"),
        description=mark("Adds price times promotion. The answer is then that without promotion."),
        json_schema_extra={"advanced": True},
    )
    by_market: Literal["none", "separate", "shrunk"] = Field(
        default="none",
        title=mark("Price effect by market"),
        description=mark("Beside the common one. Takes a column of markets and no instruments."),
        json_schema_extra={
            "choices": {
                "none": mark("One for all markets"),
                "separate": mark("Of each market alone"),
                "shrunk": mark("Of each market, drawn towards their mean as far as noise asks"),
            }
        },
    )
    season: Season = Field(
        default="none",
        title=mark("Season"),
        description=mark("A level of its own for each. Takes a column of periods."),
        json_schema_extra={
            "choices": {
                "none": mark("None"),
                "month": mark("Month of the year"),
                "quarter": mark("Quarter of the year"),
                "weekday": mark("Day of the week"),
                "cycle": mark("Place in a cycle of so many periods"),
            }
        },
    )
    cycle: int = Field(
        default=12,
        ge=2,
        le=60,
        title=mark("Periods in a cycle"),
        description=mark("Only used for a season that is a place in a cycle."),
        json_schema_extra={"advanced": True},
    )
    time: Literal["none", "trend", "each"] = Field(
        default="none",
        title=mark("Time"),
        description=mark("What all markets share over time. Takes a column of periods."),
        json_schema_extra={
            "choices": {
                "none": mark("None"),
                "trend": mark("A straight trend"),
                "each": mark("A level for each period (needs several markets)"),
            }
        },
    )
    retention: str = Field(
        default="",
        max_length=1000,
        title=mark("Advertising carried over"),
        description=mark(
            "The share of a period's effect that lasts into the next, from 0 to below 1. Empty: it"
            " is estimated. One number for all, or by channel: tv=0.6, search=0."
        ),
    )
    saturation: Saturation = Field(
        default="none",
        title=mark("Diminishing returns of advertising"),
        description=mark("Whether the next unit of spend does less than the one before."),
        json_schema_extra={
            "choices": {
                "none": mark("None: each unit of spend does as much"),
                "log": mark("Logarithm of one plus spend over its mean"),
                "hill": mark("Hill curve, its half-saturation point estimated"),
            }
        },
    )
    hill_shape: float = Field(
        default=1.0,
        ge=0.3,
        le=5.0,
        title=mark("Shape of the Hill curve"),
        description=mark(
            "1 is concave from the first unit; above 1 it is an S. It is given, as data seldom"
            " tell it apart from the half-saturation point."
        ),
        json_schema_extra={"advanced": True, "step": 0.1},
    )
    before: Literal["average", "nothing"] = Field(
        default="average",
        title=mark("Advertising before the first period"),
        description=mark("It carries over into the first rows of each market."),
        json_schema_extra={
            "advanced": True,
            "choices": {
                "average": mark("As the market's mean"),
                "nothing": mark("None: the table begins with the launch"),
            },
        },
    )
    errors: Errors = Field(
        default="auto",
        title=mark("Standard errors"),
        description=mark("What t, p and intervals rest on."),
        json_schema_extra={
            "advanced": True,
            "choices": {
                "auto": mark("By market from 10 markets on, else over periods, else robust"),
                "classical": mark("Classical: the scatter is the same everywhere"),
                "hc1": mark("Robust (HC1): the scatter may differ from row to row"),
                "hac": mark("Over periods: neighbouring ones may go together"),
                "cluster": mark("By market: rows of a market may go together"),
            },
        },
    )
    confidence: float = Field(
        default=0.95,
        ge=0.5,
        le=0.999,
        title=mark("Confidence level"),
        description=mark("Share of repeated studies whose interval would hold the true value."),
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
