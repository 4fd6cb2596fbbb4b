"""Tests of what the model takes for granted.

Sources: Ramsey 1969 (RESET); Koenker 1981 (studentized Breusch-Pagan); Durbin and Watson 1950;
Breusch 1978 and Godfrey 1978 (lag one, as a regression of residuals on their own past).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special

from apps.engines.builtin.response.channels import apart
from apps.engines.builtin.response.frame import Bools
from apps.engines.builtin.response.least import Scatter, centred, factor, fit, wald
from apps.engines.builtin.response.periods import Floats


@dataclass
class Checks:
    """Statistic and p of each; None where there are too few rows or no order."""

    curved: tuple[float, float] | None
    uneven: tuple[float, float] | None
    durbin_watson: float | None
    repeats: tuple[float, float] | None  # correlation with the period before, and p
    largest: float


def check(
    x: Floats, fitted: Floats, residuals: Floats, scatter: Scatter, follows: Bools | None
) -> Checks:
    """``x`` (m, k) centred, ``fitted`` (m,) with levels; ``follows`` (m,) says which rows follow
    the row before in the same market, None where rows have no order.
    """
    free = len(x) - x.shape[1] - scatter.absorbed
    scale = float(np.sqrt(residuals @ residuals / max(free, 1)))
    return Checks(
        curved=_curved(x, fitted, residuals, scatter) if free > 3 else None,
        uneven=_uneven(x, residuals) if free > 3 else None,
        durbin_watson=_durbin_watson(residuals, follows),
        repeats=_repeats(x, residuals, follows) if free > 3 else None,
        largest=float(np.abs(residuals).max() / scale) if scale > 0 else 0.0,
    )


def _curved(
    x: Floats, fitted: Floats, residuals: Floats, scatter: Scatter
) -> tuple[float, float] | None:
    """Whether squares and cubes of the fit explain what is left."""
    middle, size = float(fitted.mean()), float(fitted.std())
    if size <= 0:
        return None
    unit = (fitted - middle) / size
    powers = [centred(unit**2, scatter.market), centred(unit**3, scatter.market)]
    kept = [
        column for column, told in zip(powers, apart(powers, x), strict=True) if told
    ]  # fmt: skip
    if not kept or scatter.df(len(x), x.shape[1] + len(kept)) < 1:
        return None
    done = fit(np.column_stack([*kept, x]), residuals, scatter)
    return wald(done, len(kept), scatter)


def _uneven(x: Floats, residuals: Floats) -> tuple[float, float] | None:
    square = residuals**2
    square = square - square.mean()
    whole = float(square @ square)
    if whole <= 0 or not x.shape[1]:
        return None
    q = factor(x - x.mean(axis=0))[0]
    pull = q.T @ square
    lm = len(x) * float(pull @ pull) / whole
    return lm, float(special.chdtrc(x.shape[1], lm))


def _durbin_watson(residuals: Floats, follows: Bools | None) -> float | None:
    whole = float(residuals @ residuals)
    if follows is None or not follows.any() or whole <= 0:
        return None
    places = np.flatnonzero(follows)
    steps = residuals[places] - residuals[places - 1]
    # of one series it is theirs; of several, the first rows of all but one are made up for
    return float(steps @ steps) / whole * len(residuals) / (len(places) + 1)


def _repeats(x: Floats, residuals: Floats, follows: Bools | None) -> tuple[float, float] | None:
    if follows is None:
        return None
    places = np.flatnonzero(follows)
    free = len(places) - x.shape[1] - 2
    if free < 3:
        return None
    now, before = residuals[places], residuals[places - 1]
    beside = x[places] - x[places].mean(axis=0)
    left, rest = (
        column - beside @ np.linalg.lstsq(beside, column, rcond=1e-10)[0]
        for column in (before - before.mean(), now - now.mean())
    )
    if float(left @ left) <= 1e-20 * float(residuals @ residuals):
        return None
    slope = float(left @ rest) / float(left @ left)
    error = rest - slope * left
    se = float(np.sqrt(error @ error / free / (left @ left)))
    t = slope / se if se > 0 else 0.0
    return slope, float(2 * special.stdtr(free, -abs(t)))
