"""What a run predicted of periods to come, for the register of predictions. Imports nothing heavy.

An engine that predicts says so by ``Engine.predictions``; see docs/plugins.md.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

MOST = 1e100  # of a value; scores of larger ones would leave the range of numbers

Figure = Annotated[float, Field(allow_inf_nan=False, ge=-MOST, le=MOST)]


class PeriodPrediction(BaseModel):
    """One value of one period and market, with its interval from ``low`` to ``high``.

    ``period`` is as :mod:`apps.engines.periods` writes it ('2024-03'). ``level`` is the share of
    values that such intervals are to hold; ``band`` 'mean' is an interval of the expected value
    alone, which promises nothing of single values. ``ahead`` counts periods from the last one
    known. ``naive`` is the naive forecast of the same value, ``scale`` the mean absolute error that
    the naive forecast made before (Hyndman and Koehler 2006), both in the value's unit.
    """

    model_config = ConfigDict(frozen=True)

    period: str = Field(min_length=1, max_length=40)
    market: str = Field(default="", max_length=200)
    value: Figure
    low: Figure
    high: Figure
    level: float = Field(ge=0.01, le=0.999)
    band: Literal["value", "mean"] = "value"
    ahead: int | None = Field(default=None, ge=1, le=100_000)
    naive: Figure | None = None
    scale: Annotated[float, Field(ge=1 / MOST, le=MOST)] | None = None

    @model_validator(mode="after")
    def _in_order(self) -> PeriodPrediction:
        if self.low > self.high:
            raise ValueError("low is above high")
        return self


class Predicted(BaseModel):
    """The predictions of a run. ``slot`` is its input table; ``period``, ``market`` and ``target``
    are roles of that slot, whose columns hold the actual values later on. ``repeats`` is what the
    run did with several rows of one period.
    """

    model_config = ConfigDict(frozen=True)

    rows: list[PeriodPrediction]
    unit: str = Field(default="", max_length=60)
    slot: str = "data"
    period: str = "period"
    market: str = "market"
    target: str = "value"
    repeats: Literal["refuse", "sum", "mean"] = "refuse"
