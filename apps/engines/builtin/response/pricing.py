"""The demand curve around today's price, and what each price earns.

Each form has one number k that decisions rest on: the elasticity (constant elasticity), the slope
of the logarithm (exponential) or slope over level today (straight line). Best price and changes are
monotone in k, so an interval of k carries over exactly, as Fieller's does. Sources: Fieller 1954;
the condition (p - c) / p = -1 / elasticity is Lerner's, 1934.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from apps.engines.builtin.response.params import Form
from apps.engines.builtin.response.periods import Floats

Interval = tuple[float, float]


@dataclass(frozen=True)
class Change:
    """A price change (share) and what it does, as shares with their intervals. ``profit`` is None
    without a cost, or where today's price does not exceed it.
    """

    change: float
    price: float
    quantity: tuple[float, float, float]
    revenue: tuple[float, float, float]
    profit: tuple[float, float, float] | None


@dataclass(frozen=True)
class Curve:
    """``k`` with its interval; ``now`` today's price, ``cost`` of a unit, ``seen`` the range of
    prices.
    """

    form: Form
    k: float
    low: float
    high: float
    now: float
    cost: float | None
    seen: Interval

    @property
    def unbounded_from(self) -> float:
        """No price earns most where k is this or more."""
        return -1.0 if self.form == "loglog" else 0.0

    def elasticity(self, k: float | None = None) -> float:
        """At today's price."""
        k = self.k if k is None else k
        return k if self.form == "loglog" else k * self.now

    @property
    def elasticities(self) -> tuple[float, float, float]:
        return self.elasticity(), self.elasticity(self.low), self.elasticity(self.high)

    def ratio(self, price: Floats | float, k: float) -> Floats:
        """Quantity at ``price`` over that of today."""
        price = np.asarray(price, dtype=float)
        with np.errstate(over="ignore", invalid="ignore"):
            if self.form == "loglog":
                return np.asarray((price / self.now) ** k)
            if self.form == "semilog":
                return np.asarray(np.exp(k * (price - self.now)))
            return np.asarray(np.maximum(1 + k * (price - self.now), 0.0))

    def best(self, k: float) -> float | None:
        """The price that earns most; None where every higher one earns more, or without a cost."""
        if (
            self.cost is None
            or k >= self.unbounded_from
            or (self.form == "loglog" and self.cost == 0)
        ):
            return None
        if self.form == "loglog":
            return self.cost if k == -np.inf else self.cost * k / (1 + k)
        if self.form == "semilog":
            return self.cost - 1 / k
        return (self.cost + self.now - 1 / k) / 2

    def best_interval(self) -> tuple[float | None, float | None]:
        """Ends; None for one that does not exist."""
        return self.best(self.low), self.best(self.high)

    @property
    def settled(self) -> bool:
        """Whether the whole interval of the best price exists."""
        return self.best(self.high) is not None

    @property
    def beyond(self) -> bool:
        """The best price is outside the prices that were seen."""
        best = self.best(self.k)
        return best is not None and not self.seen[0] <= best <= self.seen[1]

    def change(self, share: float) -> Change:
        price = self.now * (1 + share)
        ratios = [float(self.ratio(price, k)) for k in (self.k, self.low, self.high)]
        profit = None
        if self.cost is not None and self.now > self.cost:
            profit = _ordered([(price - self.cost) / (self.now - self.cost) * r for r in ratios])
        return Change(
            share, price, _ordered(ratios), _ordered([(1 + share) * r for r in ratios]), profit
        )

    def prices(self, count: int = 60) -> Floats:
        """To draw over: what was seen, today's, and the best price where it is not far off."""
        low, high = min(self.seen[0], self.now), max(self.seen[1], self.now)
        best = self.best(self.k)
        if best is not None and low / 2 <= best <= 2 * high:
            low, high = min(low, best), max(high, best)
        return np.linspace(low, high, count)


def _ordered(ratios: list[float]) -> tuple[float, float, float]:
    """Less one, the ends in order."""
    point, *ends = (ratio - 1 for ratio in ratios)
    return point, min(ends), max(ends)


def fieller(above: float, below: float, covariance: Floats, t: float) -> tuple[float, float]:
    """The interval of above / below from their covariance (2, 2); infinite ends where ``below`` is
    not told from zero.
    """
    a = below**2 - t * t * covariance[1, 1]
    b = above * below - t * t * covariance[0, 1]
    c = above**2 - t * t * covariance[0, 0]
    inside = b * b - a * c
    if a <= 0 or inside < 0:
        return -np.inf, np.inf
    root = float(np.sqrt(inside))
    return float((b - root) / a), float((b + root) / a)
