"""Half widths of bands from scaled errors of rolling origins, for each number of periods ahead.

With n errors at one distance the ceil((n + 1) level)-th smallest bounds a further one with that
probability if errors are exchangeable (Vovk, Gammerman and Shafer 2005; for rolling origins of
time series: Stankeviciute, Alaa and van der Schaar 2021, Conformal time-series forecasting). Where
n is too small for that no distribution-free bound exists, and Student's t of their root mean square
is used. Errors of origins that lie closer together than the distance overlap: they count as fewer.

A band never narrows with distance, and is never narrower than half of the smallest change that the
series shows: errors of nothing would promise a width of nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from apps.engines.builtin.forecast.rolling import LEAST_ERRORS
from apps.engines.builtin.series import Floats

ROUNDING = 1e-9


@dataclass
class Widths:
    """``half`` (h,) in units of the scale, NaN where there are fewer than three errors; ``count``
    (h,) errors each rests on; ``free`` (h,) whether it is conformal.
    """

    half: Floats
    count: NDArray[np.int64]
    free: NDArray[np.bool_]


def needed(confidence: float) -> int:
    """The least number of errors from which this level can be had without a distribution."""
    return math.ceil(confidence / (1 - confidence) - ROUNDING)


def widths(scores: Floats, confidence: float) -> Widths:
    """From absolute scaled errors (o, h), NaN where unknown."""
    count = np.isfinite(scores).sum(axis=0)
    half = np.full(scores.shape[1], np.nan)
    free = count >= needed(confidence)
    for ahead in range(scores.shape[1]):
        own = scores[:, ahead][np.isfinite(scores[:, ahead])]
        if free[ahead]:
            rank = math.ceil((len(own) + 1) * confidence - ROUNDING)
            half[ahead] = np.partition(own, rank - 1)[rank - 1]
        elif len(own) >= LEAST_ERRORS:
            half[ahead] = _student(own, ahead + 1, confidence)
    return Widths(np.fmax.accumulate(half), count, free)


def _student(own: Floats, ahead: int, confidence: float) -> float:
    """A normal error of unknown variance against the root mean square of others."""
    apart = max(len(own) / math.sqrt(ahead), 2.0)  # as many as overlapping errors are worth
    spread = math.sqrt(float(np.mean(own**2)) * (1 + 1 / len(own)))
    return float(special.stdtrit(apart, 0.5 + confidence / 2)) * spread


def least(y: Floats) -> float:
    """Half of the smallest change from one period to the next, beyond rounding."""
    steps = np.abs(np.diff(y))
    steps = steps[steps > ROUNDING * np.abs(y).max(initial=0.0)]
    return float(steps.min()) / 2 if len(steps) else 0.0
