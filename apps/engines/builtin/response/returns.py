"""What a channel's spend brings: the next unit, the whole curve, how long it lasts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from apps.engines.builtin.response import study as whole
from apps.engines.builtin.response.carry import half_life
from apps.engines.builtin.response.channels import Channel
from apps.engines.builtin.response.periods import Floats
from apps.engines.builtin.response.regions import Region
from apps.engines.builtin.response.study import Study

LAGS = 27
POINTS = 40
Interval = tuple[float, float]


@dataclass
class Returns:
    """One channel. Quantities are those of an average period, at the mean quantity of the rows
    used; ``value`` is what a unit sold earns (margin or price), None where neither is known.
    """

    study: Study
    place: int

    @property
    def channel(self) -> Channel:
        return self.study.channels[self.place]

    @property
    def region(self) -> Region:
        return self.study.regions[self.place]

    @property
    def beta(self) -> float:
        return self.study.beta(self.place)

    @cached_property
    def spend(self) -> float:
        return whole.mean_spend(self.study, self.place)

    @cached_property
    def quantity(self) -> float:
        return float(self.study.data.one("quantity").mean())

    @property
    def value(self) -> float | None:
        curve, cost = self.study.curve, self.study.cost
        if curve is None:
            return None
        return curve.now - cost if cost is not None else curve.now

    @property
    def earns(self) -> str:
        """'margin', 'revenue' or '' for what ``value`` is."""
        if self.study.curve is None:
            return ""
        return "revenue" if self.study.cost is None else "margin"

    def _wider(self, by_beta: float, by_r: float, by_k: float) -> float:
        """How many times the variance of a figure is the classical one, from its slopes."""
        fitted = self.study.fitted
        slope = np.zeros(len(fitted.beta))
        slope[len(self.study.design.columns) + self.place] = by_beta
        for place, (owner, what) in enumerate(self.study.owners, start=self.study.shown):
            if owner == self.place:
                slope[place] = by_r if what == "r" else by_k
        plain = float(slope @ fitted.classical @ slope)
        return float(slope @ fitted.covariance @ slope) / plain if plain > 0 else 1.0

    def _bound(self, by_beta: float, by_r: float, by_k: float) -> float:
        return self.region.bound(self.study.t, self._wider(by_beta, by_r, by_k))

    @cached_property
    def retention(self) -> Interval | None:
        """None where it was given."""
        if not self.channel.free_r:
            return None
        return self.region.retention(self._bound(0.0, 1.0, 0.0))

    @cached_property
    def half_lives(self) -> Interval | None:
        if self.retention is None:
            return None
        low, high = self.retention
        return half_life(low), half_life(high)

    @cached_property
    def point(self) -> Interval | None:
        """Of half saturation; None where there is none."""
        return self.region.point(self._bound(0.0, 0.0, 1.0)) if self.channel.free_k else None

    @cached_property
    def next_unit(self) -> tuple[float, float, float]:
        """Quantity that one more unit of spend a period brings, with its interval."""
        return self._marginal(self.spend)

    def _marginal(self, spend: float) -> tuple[float, float, float]:
        shape = self.channel.shape
        at = np.array(max(spend, 1e-9 * self.channel.k))
        factor = shape.slope(at, self.region.surface.ks)[None, :]
        here = float(shape.slope(at, self.channel.k))
        up = 1e-4
        by_k = (float(shape.slope(at, self.channel.k * (1 + up))) - here) / up
        bound = self._bound(here, 0.0, by_k)
        scale = self.quantity if self.study.logs else 1.0
        grid = np.broadcast_to(factor, self.region.surface.sse.shape)
        low, high = self.region.effect(grid, bound)
        return scale * self.beta * here, scale * low, scale * high

    @cached_property
    def mroi(self) -> tuple[float, float, float] | None:
        """What the next unit of spend earns for each unit spent; 1 is break-even."""
        if self.value is None:
            return None
        point, *ends = (self.value * one for one in self.next_unit)
        return point, min(ends), max(ends)

    @cached_property
    def curve(self) -> list[tuple[float, float, float, float]]:
        """[spend, change of the quantity against no spend, low, high]."""
        shape, series = self.channel.shape, self.channel.series
        most = 1.2 * float(series.spend[self.study.data.used].max())
        ks = self.region.surface.ks
        found = []
        for spend in np.linspace(0, most, POINTS):
            here = float(shape.effect(np.array(spend), self.channel.k))
            factor = np.broadcast_to(
                shape.effect(np.array(spend), ks)[None, :], self.region.surface.sse.shape
            )
            up = 1e-4
            by_k = (float(shape.effect(np.array(spend), self.channel.k * (1 + up))) - here) / up
            low, high = self.region.effect(factor, self._bound(here, 0.0, by_k))
            at, lower, upper = (self._more(v) for v in (self.beta * here, low, high))
            found.append((float(spend), at, lower, upper))
        return found

    def _more(self, effect: float) -> float:
        """Quantity above that without spend. Of logarithms: relative to the quantity that an
        average period would have had without this channel.
        """
        if not self.study.logs:
            return effect
        now = self.beta * float(self.channel.shape.effect(np.array(self.spend), self.channel.k))
        return float(self.quantity * np.exp(-now) * np.expm1(min(effect, 50.0)))

    @cached_property
    def weights(self) -> list[tuple[int, float, float | None, float | None]]:
        """[lag, share of the effect, low, high] until little is left."""
        high = self.retention[1] if self.retention else self.channel.r
        last = 1
        while last < LAGS and max(high, 0.05) ** last > 0.02:
            last += 1
        rows: list[tuple[int, float, float | None, float | None]] = []
        for lag in range(last + 1):
            ends = self._weight_ends(lag)
            rows.append((lag, _weight(self.channel.r, lag), *ends))
        return rows

    def _weight_ends(self, lag: int) -> tuple[float | None, float | None]:
        if self.retention is None:
            return None, None
        low, high = self.retention
        tried: Floats = np.linspace(low, high, 41)
        values = [_weight(float(r), lag) for r in tried]
        return min(values), max(values)


def _weight(r: float, lag: int) -> float:
    return (1 - r) * r**lag


def of(study: Study) -> list[Returns]:
    """One for each channel."""
    return [Returns(study, place) for place in range(len(study.channels))]
