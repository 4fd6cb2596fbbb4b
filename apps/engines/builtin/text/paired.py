"""Tests of two models on the same rows, and their correction for several comparisons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import binomtest

from apps.engines.builtin.text.metrics import DRAWS, Interval, interval, resamples


@dataclass(frozen=True)
class Gap:
    """By how much one model is ahead of another, and how likely a gap at least so far from none
    is where there is none.
    """

    by: Interval
    p: float


def bootstrapped(measure: Callable[[np.ndarray], float], count: int, *, seed: int) -> Gap:
    """A difference with its percentile interval and two-sided p-value over redrawn rows.

    ``measure`` tells the difference on rows at some positions of all ``count``. The p-value is
    twice the share of draws on the other side of none, each side counted with one more draw, so
    that it is never zero (Efron and Tibshirani 1993, 15.4 and 16.4).
    """
    draws = np.array([measure(rows) for rows in resamples(count, seed=seed)])
    fewer = min(int((draws <= 0).sum()), int((draws >= 0).sum()))
    p = min(1.0, 2 * (1 + fewer) / (1 + DRAWS))
    return Gap(interval(measure(np.arange(count)), draws), p)


def mcnemar(right: np.ndarray, other: np.ndarray) -> float:
    """The exact p-value that two models are right equally often, from the rows (n,) where one is
    right and the other is not (McNemar 1947). 1 where there is no such row.
    """
    ahead, behind = int((right & ~other).sum()), int((~right & other).sum())
    if ahead + behind == 0:
        return 1.0
    return float(binomtest(ahead, ahead + behind, 0.5).pvalue)


def holm(p_values: Sequence[float]) -> list[float]:
    """The p-values corrected so that among all of them a false alarm is as rare as for one
    (Holm 1979).
    """
    order = np.argsort(p_values, kind="stable")
    corrected, least = [0.0] * len(order), 0.0
    for rank, place in enumerate(order):
        least = max(least, min(1.0, (len(order) - rank) * p_values[place]))
        corrected[place] = least
    return corrected
