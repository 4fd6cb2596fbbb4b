"""Markets' effects drawn towards each other as far as they are alike.

The spread τ of true effects is averaged over, not estimated and then taken as known: with few
markets nobody can know it. Restricted likelihood with a flat prior on τ (Gelman 2006).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq
from scipy.special import stdtr

from apps.engines.builtin.release_effect.glm import Floats

LEAST = 3
POINTS = 61


@dataclass(frozen=True)
class Spread:
    """A value with its interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Pooled:
    """The ``mean`` of markets like these, what a ``further`` one would show, the spread ``tau`` of
    true effects, and each market ``drawn`` towards the mean.
    """

    mean: Spread
    further: Spread
    tau: float
    drawn: list[Spread]


def pool(values: Floats, covariance: Floats, confidence: float) -> Pooled:
    """From estimates (m,) and their covariances (m, m), m of :data:`LEAST` or more."""
    count = len(values)
    scale = float(np.std(values, ddof=1) + np.sqrt(np.mean(np.diag(covariance))))
    grid = np.linspace(0, 5 * scale, POINTS)
    found = [_given(tau, values, covariance) for tau in grid]
    logs = np.array([one[0] for one in found])
    weight = np.exp(logs - logs.max())
    weight = weight / weight.sum()
    means = np.array([one[1] for one in found])
    variances = np.array([one[2] for one in found])
    drawn = np.array([one[3] for one in found])
    spreads = np.array([one[4] for one in found])
    df = float(count - 1)
    return Pooled(
        _mixed(weight, means, variances, df, confidence),
        _mixed(weight, means, variances + grid**2, df, confidence),
        float(weight @ grid),
        [
            _mixed(weight, drawn[:, place], spreads[:, place], df + 10.0, confidence)
            for place in range(count)
        ],
    )


def _given(
    tau: float, values: Floats, covariance: Floats
) -> tuple[float, float, float, Floats, Floats]:
    """Log restricted likelihood of a spread; the mean, its variance; effects and variances."""
    count = len(values)
    total = covariance + (tau**2 + 1e-12) * np.eye(count)
    inverse = np.linalg.inv(total)
    ones = np.ones(count)
    about = float(ones @ inverse @ ones)
    mean = float(ones @ inverse @ values) / about
    off = values - mean
    like = -0.5 * (np.linalg.slogdet(total)[1] + np.log(about) + float(off @ inverse @ off))
    carry = tau**2 * inverse
    kept = np.eye(count) - carry
    drawn = mean + carry @ off
    share = kept @ ones
    spread = np.diag(tau**2 * kept) + share**2 / about
    return float(like), mean, 1 / about, drawn, np.maximum(spread, 0.0)


def _mixed(weight: Floats, means: Floats, variances: Floats, df: float, level: float) -> Spread:
    """The middle and the interval of a mixture of t distributions."""
    roots = np.sqrt(np.maximum(variances, 1e-18))
    value = float(weight @ means)
    reach = 50 * float(roots.max()) + float(np.ptp(means))

    def end(wanted: float) -> float:
        return float(
            brentq(
                lambda at: float(weight @ stdtr(df, (at - means) / roots)) - wanted,
                value - reach,
                value + reach,
            )
        )

    tail = (1 - level) / 2
    return Spread(value, end(tail), end(1 - tail))
