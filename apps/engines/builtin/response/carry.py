"""Advertising that carries over (geometric adstock) and saturates.

Weights (1 - r) r^l over lags l sum to one, so that a spend kept up for long is its own adstock and
a saturation point has the unit of the spend. Sources: Broadbent 1979; Jin et al. 2017.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.signal import lfilter

from apps.engines.builtin.response.frame import Bools, Ints
from apps.engines.builtin.response.params import Saturation
from apps.engines.builtin.response.periods import Floats


@dataclass
class Series:
    """One channel's spends (n,) with the first and last row of each series, and what is taken to
    have been spent before it.
    """

    spend: Floats
    spans: list[tuple[int, int]]
    before: Floats

    def adstock(self, r: float) -> Floats:
        """(n,) A_t = (1 - r) x_t + r A_{t-1}."""
        if r == 0:
            return self.spend
        found = np.empty_like(self.spend)
        for (first, last), before in zip(self.spans, self.before, strict=True):
            part = self.spend[first:last]
            found[first:last] = lfilter([1 - r], [1, -r], part, zi=[r * before])[0]
        return found

    def slope(self, r: float) -> Floats:
        """(n,) derivative of the adstock by r."""
        adstock, found = self.adstock(r), np.empty_like(self.spend)
        for (first, last), before in zip(self.spans, self.before, strict=True):
            earlier = np.append(before, adstock[first : last - 1])
            found[first:last] = lfilter([1], [1, -r], earlier - self.spend[first:last])
        return found


def series(spend: Floats, starts: Bools, market: Ints, before: str) -> Series:
    """``spend`` (n,) in order, NaN where it is not known (which counts as the market's mean)."""
    count = np.bincount(market, ~np.isnan(spend))
    total = np.bincount(market, np.nan_to_num(spend))
    mean = total / np.maximum(count, 1)
    filled = np.where(np.isnan(spend), mean[market], spend)
    edges = [*np.flatnonzero(starts).tolist(), len(spend)]
    spans = list(pairwise(edges))
    first = np.append(True, np.diff(market) != 0)
    # after a gap the market's mean is the better guess even where it began with nothing
    own = [0.0 if before == "nothing" and first[a] else float(mean[market[a]]) for a, _ in spans]
    return Series(filled, spans, np.array(own))


@dataclass(frozen=True)
class Shape:
    """How an adstock (any shape) turns into effect: as it is, ln(1 + A / k), or Hill's
    A^s / (A^s + k^s).
    """

    kind: Saturation
    s: float = 1.0

    def effect(self, a: Floats, k: float | Floats) -> Floats:
        if self.kind == "none":
            return np.asarray(a / k)
        if self.kind == "log":
            return np.log1p(a / k)
        ratio = np.power(a / k, self.s)
        return np.asarray(ratio / (1 + ratio))

    def slope(self, a: Floats, k: float | Floats) -> Floats:
        """Derivative by A; at A = 0 of an S or a very steep curve its limit, or infinity."""
        if self.kind == "none":
            return np.asarray(np.ones_like(a) / k)
        if self.kind == "log":
            return np.asarray(1 / (k + a))
        with np.errstate(divide="ignore"):
            ratio = np.power(a / k, self.s)
            steep = self.s * np.power(a / k, self.s - 1) / k
        return np.asarray(steep / (1 + ratio) ** 2)

    def by_point(self, a: Floats, k: float | Floats) -> Floats:
        """Derivative of Hill's curve by its half-saturation point k."""
        ratio = np.power(a / k, self.s)
        return np.asarray(-self.s / k * ratio / (1 + ratio) ** 2)


def half_life(r: float) -> float:
    """Periods until half of an effect has passed: r^t = 1/2."""
    return 0.0 if r <= 0 else float(np.log(0.5) / np.log(r))
