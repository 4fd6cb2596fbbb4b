"""What a response is made of, and the fit at any price, spend and season."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from apps.core.messages import Message
from apps.engines.builtin.response import design
from apps.engines.builtin.response.channels import Channel
from apps.engines.builtin.response.checks import Checks
from apps.engines.builtin.response.design import Design
from apps.engines.builtin.response.frame import Data
from apps.engines.builtin.response.instruments import TwoStage
from apps.engines.builtin.response.least import Fitted, Scatter
from apps.engines.builtin.response.markets import ByMarket
from apps.engines.builtin.response.params import ResponseParams
from apps.engines.builtin.response.periods import Floats
from apps.engines.builtin.response.pricing import Curve
from apps.engines.builtin.response.regions import Region


@dataclass
class Line:
    """One coefficient. ``part`` is 'channel' for advertising, else the design's."""

    part: str
    label: Message | str
    estimate: float
    se: float
    t: float
    p: float
    low: float
    high: float


@dataclass
class Study:
    """``order`` are the places of the coefficients of ``fitted`` by column: model columns, then
    channels, then slopes (whose coefficients are zero at the optimum). ``x`` (m, k) are the same
    columns, not centred. ``owners`` say of each slope whose it is, (channel, 'r' or 'k').
    """

    data: Data
    params: ResponseParams
    design: Design
    scatter: Scatter
    channels: list[Channel]
    regions: list[Region]
    fitted: Fitted
    x: Floats
    shown: int
    owners: list[tuple[int, str]]
    two_stage: TwoStage | None
    smear: float
    cost: float | None
    cost_from: str
    checks: Checks
    by_market: ByMarket | None
    curve: Curve | None = None

    @property
    def t(self) -> float:
        return self.fitted.t(self.params.confidence)

    @property
    def logs(self) -> bool:
        return self.params.form != "linear"

    @property
    def quantity(self) -> str:
        return self.data.name("quantity")

    @property
    def unknowns(self) -> int:
        return self.x.shape[1] + self.scatter.absorbed

    def beta(self, channel: int) -> float:
        return float(self.fitted.beta[len(self.design.columns) + channel])


def reference(study: Study, price: float | None) -> Floats:
    """(k,) the columns at this price, without promotion, all else at its mean, advertising kept at
    its mean.
    """
    built = study.design
    row = study.x.mean(axis=0)
    row[built.place("promotion") + built.place("interaction")] = 0.0
    if price is not None:
        row[built.place("price")] = design.as_entered(price, study.params.form)
    for place, channel in enumerate(study.channels):
        row[len(built.columns) + place] = float(channel.shape.effect(
            np.array(mean_spend(study, place)), channel.k
        ))  # fmt: skip
    for place, (owner, what) in enumerate(study.owners, start=study.shown):
        channel, spend = study.channels[owner], np.array(mean_spend(study, owner))
        steady = channel.k * channel.shape.by_point(spend, channel.k) if what == "k" else 0.0
        row[place] = float(steady)  # kept up for long, retention changes nothing
    return row


def along(study: Study, prices: Floats) -> tuple[Floats, Floats]:
    """The fit at each of ``prices`` (n,), all else as in ``reference``, with standard errors."""
    base = reference(study, float(prices[0]))
    value, se = level(study, base)
    entered = design.as_entered(prices, study.params.form)
    step = entered - entered[0]
    pull = float((base - study.x.mean(axis=0)) @ study.fitted.covariance[:, 0])
    variance = se**2 + 2 * step * pull + step**2 * study.fitted.covariance[0, 0]
    return value + step * study.fitted.beta[0], np.sqrt(np.maximum(variance, 0.0))


def mean_spend(study: Study, channel: int) -> float:
    return float(study.channels[channel].series.spend[study.data.used].mean())


def level(study: Study, row: Floats) -> tuple[float, float]:
    """The fit at columns ``row`` (k,) in an average market, and its standard error."""
    away = row - study.x.mean(axis=0)
    value = float(study.design.y.mean() + away @ study.fitted.beta)
    variance = float(away @ study.fitted.covariance @ away) + study.fitted.s2 / study.design.rows
    return value, float(np.sqrt(variance))
