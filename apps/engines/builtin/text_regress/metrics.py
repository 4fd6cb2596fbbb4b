"""Figures of predicted numbers, in the unit of what is predicted, and intervals around them."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.stats import betabinom, rankdata

from apps.engines.builtin.text.metrics import Interval, interval, ratio, together

OUTLIER = 3.5  # modified z-scores from which on a value is one: Iglewicz and Hoaglin (1993)
CONSISTENT = 0.6745  # makes the median absolute deviation a standard deviation of normal values


@dataclass(frozen=True)
class Figures:
    """How far predicted numbers are from the true ones, each with its bootstrap interval."""

    rmse: Interval
    mae: Interval
    r2: Interval
    spearman: Interval


def rmse(true: np.ndarray, predicted: np.ndarray) -> float:
    """Root of the mean squared error."""
    return float(_rmse(true, predicted))


def mae(true: np.ndarray, predicted: np.ndarray) -> float:
    """Mean absolute error."""
    return float(_mae(true, predicted))


def r2(true: np.ndarray, predicted: np.ndarray) -> float:
    """Share of the variance about the mean of ``true`` that is explained; negative where the mean
    would be better. Of numbers that are all the same 1 if each is met, else 0.
    """
    return float(_r2(true, predicted))


def spearman(true: np.ndarray, predicted: np.ndarray) -> float:
    """Correlation of the ranks; 0 where one side is all the same and so orders nothing."""
    return float(_spearman(true, predicted))


# The same along the last axis, (..., n) → (...), for many draws at once.
def _rmse(true: np.ndarray, predicted: np.ndarray) -> np.ndarray:
    return np.asarray(np.sqrt(np.mean((true - predicted) ** 2, axis=-1)))


def _mae(true: np.ndarray, predicted: np.ndarray) -> np.ndarray:
    return np.asarray(np.mean(np.abs(true - predicted), axis=-1))


def _r2(true: np.ndarray, predicted: np.ndarray) -> np.ndarray:
    missed = np.asarray(np.sum((true - predicted) ** 2, axis=-1))
    spread = np.asarray(np.sum((true - true.mean(axis=-1, keepdims=True)) ** 2, axis=-1))
    alike = np.ptp(true, axis=-1) == 0
    return np.asarray(np.where(alike, missed == 0, 1 - missed / np.where(alike, 1, spread)))


def _spearman(true: np.ndarray, predicted: np.ndarray) -> np.ndarray:
    first, second = (rankdata(one, axis=-1) for one in (true, predicted))
    middle = (true.shape[-1] + 1) / 2  # the mean of ranks, exactly
    first, second = first - middle, second - middle
    size = np.sqrt((first**2).sum(axis=-1) * (second**2).sum(axis=-1))
    return ratio((first * second).sum(axis=-1), size)


def bootstrap(true: np.ndarray, predicted: np.ndarray, *, seed: int) -> Figures:
    """All figures with percentile intervals over redrawn rows."""
    kinds = (_rmse, _mae, _r2, _spearman)
    draws = np.concatenate(
        [
            np.array([kind(true[rows], predicted[rows]) for kind in kinds])
            for rows in together(len(true), seed=seed)
        ],
        axis=1,
    )
    return Figures(
        *(interval(float(kind(true, predicted)), draws[at]) for at, kind in enumerate(kinds))
    )


def less_error(
    true: np.ndarray, predicted: np.ndarray, other: np.ndarray, *, seed: int
) -> Interval:
    """By how much the RMSE of ``predicted`` is below that of ``other``, on the same draws."""
    draws = [
        _rmse(true[rows], other[rows]) - _rmse(true[rows], predicted[rows])
        for rows in together(len(true), seed=seed)
    ]
    return interval(rmse(true, other) - rmse(true, predicted), np.concatenate(draws))


def conformal(errors: np.ndarray, level: float) -> tuple[float, float]:
    """Half the width of intervals that hold a new number with probability ``level``, and the level
    that n absolute ``errors`` (n,) of held-out rows allow: at most n / (n + 1).

    Split conformal prediction: Vovk et al. (2005); Lei et al. (2018), Distribution-free predictive
    inference for regression. It asks that rows could stand in any order, not that the model fits.
    """
    count = len(errors)
    place = math.ceil((count + 1) * level - 1e-9)
    if place > count:
        place, level = count, count / (count + 1)
    return float(np.sort(errors)[place - 1]), level


def expected_coverage(judged: int, calibrated: int, level: float) -> tuple[float, float]:
    """Between which shares of ``judged`` rows, in 95 of 100 cases, intervals calibrated on so many
    rows hold them: beta-binomial, Angelopoulos and Bates (2023), Conformal prediction, 3.2.
    """
    place = min(math.ceil((calibrated + 1) * level - 1e-9), calibrated)
    low, high = betabinom.interval(0.95, judged, place, calibrated + 1 - place)
    return float(low) / judged, float(high) / judged


def rarity(residuals: np.ndarray) -> np.ndarray:
    """(n,) the share of residuals that are at least as far from their median as each, itself among
    them: a conformal p-value (Vovk, Gammerman and Shafer 2005).
    """
    distance = np.abs(residuals - np.median(residuals))
    below = np.searchsorted(np.sort(distance), distance, side="left")
    return np.asarray((len(distance) - below) / len(distance))


def outliers(residuals: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Positions of residuals that lie outside what is usual, the furthest first, and the modified
    z-scores (n,) of all: Iglewicz and Hoaglin (1993), How to detect and handle outliers.
    """
    distance = np.abs(residuals - np.median(residuals))
    usual = float(np.median(distance))
    if usual == 0:
        return np.array([], dtype=np.int64), np.zeros(len(residuals))
    scores = CONSISTENT * distance / usual
    order = np.argsort(-scores, kind="stable")
    return order[scores[order] > OUTLIER], scores
