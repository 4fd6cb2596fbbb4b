"""When a check is green, amber or red: limits and the reasons for them. No sentences here.

In long tables the smallest departure is significant, so that a test alone turns no light red: how
much it changes (a share of the scatter, an error bar) counts beside its p.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from apps.engines.result import Tone

if TYPE_CHECKING:
    from apps.engines.builtin.linear.diagnostics import Diagnostics
    from apps.engines.builtin.linear.estimate import Estimate
    from apps.engines.builtin.linear.fit import Fit
    from apps.engines.builtin.linear.serial import Serial
    from apps.engines.builtin.linear.shape import Bent, Normal

SMALL_P, TINY_P = 0.05, 0.001
LITTLE, MUCH = 0.001, 0.02  # share of the residuals that a bend explains
SAME, APART = 1.05, 1.25  # robust errors over classical ones, or the reverse
MANY_ROWS = 500  # from which the central limit theorem carries the intervals of coefficients
SKEWED, HEAVY = 1.0, 6.0  # skewness and kurtosis that even so spoil intervals of new observations
FEW_DF, HARDLY_ANY_DF = 10, 3
HIGH_VIF, EXTREME_VIF = 10.0, 100.0
FAR, ALONE = 0.5, 0.9  # leverage
COOK = 1.0  # Cook and Weisberg 1982
BETAS = 1.0  # Belsley, Kuh and Welsch 1980, 2.1: the absolute limit; theirs by size is 2/sqrt(n)
OPTIMISM = 0.2  # of R² over predictive R²


def bend(found: Bent) -> Tone:
    """Of RESET."""
    share = found.f * found.above / (found.f * found.above + found.below)
    if found.p >= SMALL_P or share < LITTLE:
        return "good"
    return "bad" if found.p < TINY_P and share >= MUCH else "warn"


def scatter(p: float, estimate: Estimate, widest: float | None) -> Tone:
    """Of the tests of even scatter. ``widest`` is by what factor robust errors differ at most."""
    if p >= SMALL_P or estimate.errors != "classical":
        return "good"
    if widest is None:
        return "warn"
    if widest < SAME:
        return "good"
    return "bad" if widest > APART else "warn"


def widest(estimate: Estimate, fit: Fit, found: Diagnostics, place: int) -> float | None:
    """By what factor HC3 errors differ from classical ones, at most, either way."""
    if found.full_leverage_rows or estimate.s is None or not estimate.s > 0:
        return None
    classical = fit.unscaled_errors() * estimate.s
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = found.hc3[place] / classical
        factor = np.maximum(ratio, 1.0 / ratio)
    factor = factor[np.isfinite(factor)]
    return float(factor.max()) if len(factor) else None


def neighbours(found: Serial) -> Tone:
    """Of Durbin and Watson's d."""
    if found.p is not None and found.p >= SMALL_P:
        return "good"
    if 1.8 <= found.d <= 2.2 or (found.p is None and 1.5 <= found.d <= 2.5):
        return "good"
    return "bad" if found.d < 1.2 or found.d > 2.8 else "warn"


def normal(found: Normal, observations: float) -> Tone:
    """Of Jarque and Bera's test."""
    odd = abs(found.skewness) > SKEWED or found.kurtosis > HEAVY
    if found.p >= SMALL_P or (observations >= MANY_ROWS and not odd):
        return "good"
    return "bad" if observations < 100 and abs(found.skewness) > 2 * SKEWED else "warn"
