"""Probabilities that something is so or not, each on its own: calibration and thresholds."""

from __future__ import annotations

import numpy as np


def sigmoid(scores: np.ndarray) -> np.ndarray:
    """Probabilities of scores, each on its own."""
    return np.asarray(0.5 * (1 + np.tanh(0.5 * scores.astype(np.float64))))


def likelihood(scores: np.ndarray, truth: np.ndarray) -> float:
    """Mean log-likelihood over all labels of all rows."""
    found = scores.astype(np.float64)
    return -float((np.logaddexp(0, found) - truth * found).mean())


def temperature(scores: np.ndarray, truth: np.ndarray) -> float:
    """The number that all scores (n, labels) are divided by so that held-out rows are most likely.

    Guo et al. (2017), with the targets of Platt (1999), so that a few rows that are all right do
    not make the model certain of everything.
    """
    from scipy.optimize import minimize_scalar  # heavy: nothing waits for it before the end

    found, having = scores.astype(np.float64), truth.sum()
    lacking = truth.size - having
    targets = np.where(truth, (having + 1) / (having + 2), 1 / (lacking + 2))

    def loss(log_temperature: float) -> float:
        return -likelihood(found / np.exp(log_temperature), targets)

    best = minimize_scalar(loss, bounds=(np.log(0.05), np.log(20.0)), method="bounded")
    return float(np.exp(best.x))


def best_threshold(chances: np.ndarray, truth: np.ndarray) -> float:
    """The probability from which on a label is said, for the highest F1 of these rows: midway
    between two that occur, and of equally good ones the nearest to a half.

    A half where no row has the label.
    """
    if not truth.any():
        return 0.5
    sure, ends, f1 = _by_cut(chances, truth)
    cuts = (sure[ends - 1] + np.append(sure[ends[:-1]], 0.0)) / 2
    best = np.flatnonzero(f1 >= f1.max() - 1e-12)
    return float(cuts[best[np.argmin(np.abs(cuts[best] - 0.5))]])


def best_f1(scores: np.ndarray, truth: np.ndarray) -> float:
    """The highest F1 of any threshold for these scores (n,); 0 where nothing is so."""
    return float(_by_cut(scores, truth)[2].max()) if truth.any() else 0.0


def _by_cut(scores: np.ndarray, truth: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Scores from the highest down, how many are taken at each cut between different ones, and
    the F1 of taking them.
    """
    order = np.argsort(-scores, kind="stable")
    sure = scores[order]
    ends = np.flatnonzero(np.append(sure[1:] < sure[:-1], True)) + 1
    hits = np.cumsum(truth[order])[ends - 1]
    return sure, ends, 2 * hits / (ends + truth.sum())
