"""What an actual value says of a prediction, and what many say of the promise. Plain Python."""

from __future__ import annotations

import math
from dataclasses import dataclass

LEVEL = 0.95  # of intervals of shares
HALVINGS = 60
TINY = 1e-300


@dataclass(frozen=True)
class Scores:
    """``error`` is actual − value; ``interval_score`` is in the value's unit, the smaller the
    better; ``scaled_error`` is the absolute error in errors of the naive forecast.
    """

    inside: bool
    error: float
    interval_score: float
    scaled_error: float | None


def score(
    actual: float, value: float, low: float, high: float, level: float, scale: float | None
) -> Scores:
    """All of one prediction; ends belong to the interval."""
    return Scores(
        inside=low <= actual <= high,
        error=actual - value,
        interval_score=interval_score(actual, low, high, level),
        scaled_error=abs(actual - value) / scale if scale else None,
    )


def interval_score(actual: float, low: float, high: float, level: float) -> float:
    """Winkler's score of a central interval (Gneiting and Raftery 2007, eq. 43): its width, and
    2 / (1 − level) times what lies between the interval and the actual.
    """
    missed = max(low - actual, 0.0, actual - high)
    return high - low + 2.0 / (1.0 - level) * missed


@dataclass(frozen=True)
class Share:
    """``held`` of ``count`` with its interval (Clopper and Pearson 1934)."""

    held: int
    count: int
    low: float
    high: float

    @property
    def share(self) -> float:
        return self.held / self.count

    def verdict(self, promised: float) -> str:
        """'fewer', 'more' or 'as_promised': whether the interval excludes what was promised."""
        if self.high < promised:
            return "fewer"
        return "more" if self.low > promised else "as_promised"


def share_of(held: int, count: int) -> Share:
    """The exact interval at 95 %: no share inside it makes what was seen rarer than 2.5 % on
    either side. ``count`` is at least 1.
    """
    tail = (1.0 - LEVEL) / 2.0
    one_sided = tail ** (1.0 / count)  # what is left of the quantile where all or none held
    if held in (0, count):
        return Share(held, count, one_sided if held else 0.0, 1.0 if held else 1.0 - one_sided)
    low = _beta_quantile(held, count - held + 1, tail)
    high = _beta_quantile(held + 1, count - held, 1.0 - tail)
    return Share(held, count, low, high)


def _beta_quantile(a: float, b: float, p: float) -> float:
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        if beta_cdf(a, b, middle) < p:
            low = middle
        else:
            high = middle
    return (low + high) / 2.0


def beta_cdf(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function I_x(a, b), by its continued fraction (DLMF 8.17.22)
    evaluated as Lentz does. scipy has it too, but no web process imports that.
    """
    if x <= 0.0 or x >= 1.0:
        return float(x >= 1.0)
    if x > (a + 1.0) / (a + b + 2.0):
        return 1.0 - beta_cdf(b, a, 1.0 - x)
    log_front = (
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
        + a * math.log(x) + b * math.log1p(-x)
    )  # fmt: skip
    return math.exp(log_front) / a * _fraction(a, b, x)


def _fraction(a: float, b: float, x: float) -> float:
    d = 1.0 / _away(1.0 - (a + b) * x / (a + 1.0))
    c, value = 1.0, d
    for m in range(1, 10_000):
        before = value
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1.0 / _away(1.0 + term * d)
            c = _away(1.0 + term / c)
            value *= d * c
        if abs(value - before) <= 1e-15 * abs(value):
            break
    return value


def _away(value: float) -> float:
    return value if abs(value) > TINY else TINY
