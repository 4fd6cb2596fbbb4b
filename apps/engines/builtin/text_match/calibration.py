"""From a score to a probability or a number: a line or knots, whichever held-out rows prefer.

Platt (1999), Probabilistic outputs for support vector machines; Zadrozny and Elkan (2002),
Transforming classifier scores into accurate multiclass probability estimates (isotonic); Oron and
Flournoy (2017), Centered isotonic regression.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np
from pydantic import BaseModel
from sklearn.isotonic import IsotonicRegression

from apps.engines.builtin.text import binary, probe

FREE = 100.0  # inverse regularisation of a logistic regression on one score: next to none


class Line(BaseModel):
    """slope · score + intercept, and of that the sigmoid where a probability is asked for."""

    kind: Literal["line"] = "line"
    slope: float
    intercept: float
    chance: bool

    def __call__(self, scores: np.ndarray) -> np.ndarray:
        found = self.slope * scores.astype(np.float64) + self.intercept
        return binary.sigmoid(found) if self.chance else np.asarray(found)


class Knots(BaseModel):
    """Straight from knot to knot, level beyond the ends; never falls."""

    kind: Literal["knots"] = "knots"
    scores: list[float]
    values: list[float]

    def __call__(self, scores: np.ndarray) -> np.ndarray:
        return np.asarray(np.interp(scores.astype(np.float64), self.scores, self.values))


LEAST = 1e-12  # probability that a loss takes something to have had
Calibration = Line | Knots
Fit = Callable[[np.ndarray, np.ndarray], Calibration]
Loss = Callable[[np.ndarray, np.ndarray], np.ndarray]


def to_chance(scores: np.ndarray, truth: np.ndarray, groups: np.ndarray) -> Calibration:
    """Probability of a match for scores (n,) of rows whose ``truth`` is 0 or 1, by log loss."""

    def loss(chances: np.ndarray, wanted: np.ndarray) -> np.ndarray:
        right = np.where(wanted > 0, chances, 1 - chances)
        return np.asarray(-np.log(np.maximum(right, LEAST)))

    return _better(scores, truth.astype(np.float64), groups, (platt, isotonic_chance), loss)


def to_number(scores: np.ndarray, numbers: np.ndarray, groups: np.ndarray) -> Calibration:
    """The number (n,) for scores (n,), by squared error."""

    def loss(said: np.ndarray, wanted: np.ndarray) -> np.ndarray:
        return np.asarray((said - wanted) ** 2)

    return _better(scores, numbers, groups, (straight, isotonic), loss)


def platt(scores: np.ndarray, truth: np.ndarray) -> Line:
    """Logistic regression on the score, with Platt's targets, so that a few rows that are all
    right do not make it certain.
    """
    positive, negative = truth.sum(), (1 - truth).sum()
    high, low = (positive + 1) / (positive + 2), 1 / (negative + 2)
    share = np.where(truth > 0, high, low)
    mean, spread = float(scores.mean()), float(scores.std()) or 1.0
    both = np.tile((scores - mean) / spread, 2)[:, None]
    layer = probe.regression(
        both,
        np.repeat([1, 0], len(scores)),
        2,
        FREE,
        np.concatenate([share, 1 - share]),
    )
    slope = float(layer.weight[1, 0] - layer.weight[0, 0]) / spread
    intercept = float(layer.bias[1] - layer.bias[0]) - slope * mean
    return Line(slope=slope, intercept=intercept, chance=True)


def straight(scores: np.ndarray, numbers: np.ndarray) -> Line:
    """The least-squares line; level where all scores are the same."""
    centred = scores - scores.mean()
    size = float(centred @ centred)
    slope = float(centred @ numbers) / size if size > 1e-12 else 0.0
    intercept = float(numbers.mean() - slope * scores.mean())
    return Line(slope=slope, intercept=intercept, chance=False)


def isotonic(scores: np.ndarray, numbers: np.ndarray) -> Knots:
    """From the middle of each of the rising steps nearest to the numbers to that of the next: so
    scores that differ by next to nothing do not end on two steps (Oron and Flournoy 2017).
    """
    exact = scores.astype(np.float64)
    fitted = IsotonicRegression(out_of_bounds="clip").fit_transform(exact, numbers)
    values, step = np.unique(fitted, return_inverse=True)
    middles = np.bincount(step, weights=exact) / np.bincount(step)
    return Knots(scores=middles.tolist(), values=values.tolist())


def isotonic_chance(scores: np.ndarray, truth: np.ndarray) -> Knots:
    """The same for probabilities, never quite 0 or 1: no rows can show that."""
    found, least = isotonic(scores, truth), 1 / (len(truth) + 2)
    return Knots(scores=found.scores, values=np.clip(found.values, least, 1 - least).tolist())


def _better(
    scores: np.ndarray,
    wanted: np.ndarray,
    groups: np.ndarray,
    ways: tuple[Fit, Fit],
    loss: Loss,
) -> Calibration:
    """Fitted as the way whose mean loss is lower on rows that it has not seen; rows of a group are
    left out together. The first, simpler one where they are as good or nothing can be left out.
    """
    _, number = np.unique(groups, return_inverse=True)
    fold = number % probe.FOLDS
    losses = np.zeros(len(ways))
    for one in np.unique(fold):
        inside = fold != one
        if inside.any():
            for at, fit in enumerate(ways):
                said = fit(scores[inside], wanted[inside])(scores[~inside])
                losses[at] += loss(said, wanted[~inside]).sum()
    return ways[int(losses.argmin())](scores, wanted)
