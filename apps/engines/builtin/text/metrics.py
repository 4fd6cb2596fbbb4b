"""Figures of a classifier. Labels are numbers from 0; -1 is a class that was never learned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

BINS = 15
DRAWS = 1000
TOGETHER = 50  # draws that are worked out at once, for speed; more only takes memory
LEVEL = 0.95
CONFIDENT = 1e-6  # rounding that a probability may lack


@dataclass(frozen=True)
class PerClass:
    """(classes,) each; ``support`` counts the rows that have the class."""

    precision: np.ndarray
    recall: np.ndarray
    f1: np.ndarray
    support: np.ndarray


@dataclass(frozen=True)
class Interval:
    value: float
    low: float
    high: float


def confusion(labels: np.ndarray, predicted: np.ndarray, classes: int) -> np.ndarray:
    """(classes, classes) rows: what is true, columns: what was said. Unknown classes are left
    out.
    """
    known = labels >= 0
    flat = labels[known] * classes + predicted[known]
    return np.bincount(flat, minlength=classes * classes).reshape(classes, classes)


def per_class(labels: np.ndarray, predicted: np.ndarray, classes: int) -> PerClass:
    """Precision, recall and F1 of each class; 0 where there is nothing to divide by."""
    hits = np.bincount(labels[labels == predicted], minlength=classes)
    said = np.bincount(predicted, minlength=classes)
    true = np.bincount(labels[labels >= 0], minlength=classes)
    return PerClass(ratio(hits, said), ratio(hits, true), ratio(2 * hits, said + true), true)


def macro_f1(labels: np.ndarray, predicted: np.ndarray, classes: int) -> float:
    """The mean F1 over the classes that occur in the labels or were said."""
    figures = per_class(labels, predicted, classes)
    occurs = (figures.support > 0) | (np.bincount(predicted, minlength=classes) > 0)
    return float(figures.f1[occurs].mean()) if occurs.any() else 0.0


def accuracy(labels: np.ndarray, predicted: np.ndarray) -> float:
    return float(np.mean(labels == predicted)) if len(labels) else 0.0


def likelihood(scores: np.ndarray, labels: np.ndarray) -> float:
    """Mean log-likelihood of the labels that were learned, 0 where there is none."""
    found = likelihoods(scores, labels)
    return float(found.mean()) if len(found) else 0.0


def likelihoods(scores: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """The log-likelihood of each row whose label was learned."""
    known = labels >= 0
    rows = scores[known].astype(np.float64)
    shifted = rows - rows.max(axis=1, keepdims=True)
    lines = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return np.asarray(lines[np.arange(len(rows)), labels[known]])


def calibration_error(confidence: np.ndarray, right: np.ndarray, bins: int = BINS) -> float:
    """Expected calibration error over bins of equal width (Guo et al. 2017)."""
    return float(
        sum(
            abs(share - mean) * count for mean, share, count in reliability(confidence, right, bins)
        )
        / max(len(right), 1)
    )


def reliability(
    confidence: np.ndarray, right: np.ndarray, bins: int = BINS
) -> list[tuple[float, float, int]]:
    """Mean confidence, share of right answers and count of each bin that is not empty."""
    place = np.clip(np.ceil(confidence * bins).astype(int) - 1, 0, bins - 1)
    return [
        (float(confidence[inside].mean()), float(right[inside].mean()), int(inside.sum()))
        for inside in (place == number for number in range(bins))
        if inside.any()
    ]


def temperature(scores: np.ndarray, labels: np.ndarray) -> float:
    """The number that scores are divided by so that held-out rows are most likely.

    Guo et al. (2017), On calibration of modern neural networks. As in Platt (1999), the rows are
    taken to be right with n+1 in n+2, so that a few rows that are all right do not make the model
    certain of everything. 1 where there is nothing to fit.
    """
    from scipy.optimize import minimize_scalar  # heavy: nothing waits for it before the end

    known = labels >= 0
    scores, labels = scores[known].astype(np.float64), labels[known]
    if len(labels) == 0:
        return 1.0
    rows, classes = np.arange(len(labels)), scores.shape[1]
    targets = np.full(scores.shape, 1 / (len(labels) + 2) / max(classes - 1, 1))
    targets[rows, labels] = 1 - 1 / (len(labels) + 2)

    def loss(log_temperature: float) -> float:
        scaled = scores / np.exp(log_temperature)
        top = scaled.max(axis=1)
        norm = top + np.log(np.exp(scaled - top[:, None]).sum(axis=1))
        return float((norm - (targets * scaled).sum(axis=1)).mean())

    found = minimize_scalar(loss, bounds=(np.log(0.05), np.log(20.0)), method="bounded")
    return float(np.exp(found.x))


def coverage(confidence: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Shares of rows that are answered, most certain first, and the accuracy among them.

    Rows of the same confidence are answered together.
    """
    order = np.argsort(-confidence, kind="stable")
    sure = confidence[order]
    ends = np.flatnonzero(np.append(sure[1:] < sure[:-1], True)) + 1
    hits = np.cumsum(right[order])[ends - 1]
    return ends / len(right), hits / ends


def resamples(count: int, *, seed: int) -> Iterator[np.ndarray]:
    """The positions of ``count`` rows redrawn, ``DRAWS`` times: the same for the same seed, so
    that two models are judged on the same draws (Efron 1979).
    """
    generator = np.random.default_rng(seed)
    for _ in range(DRAWS):
        yield generator.integers(0, count, count)


def together(count: int, *, seed: int) -> Iterator[np.ndarray]:
    """The same draws, (``TOGETHER``, count) at once, for figures that are worked out by row."""
    draws = resamples(count, seed=seed)
    while gathered := list(islice(draws, TOGETHER)):
        yield np.array(gathered)


def bootstrap(
    labels: np.ndarray, predicted: np.ndarray, classes: int, *, seed: int
) -> tuple[Interval, Interval]:
    """Accuracy and macro F1 with percentile intervals over redrawn rows."""
    right, f1 = np.empty(DRAWS), np.empty(DRAWS)
    for draw, rows in enumerate(resamples(len(labels), seed=seed)):
        right[draw] = accuracy(labels[rows], predicted[rows])
        f1[draw] = macro_f1(labels[rows], predicted[rows], classes)
    return (
        interval(accuracy(labels, predicted), right),
        interval(macro_f1(labels, predicted, classes), f1),
    )


def paired_difference(right: np.ndarray, other: np.ndarray, *, seed: int) -> Interval:
    """How much more often ``right`` is right than ``other``, on the same rows."""
    gaps = right.astype(np.float64) - other.astype(np.float64)
    draws = np.array([gaps[rows].mean() for rows in resamples(len(gaps), seed=seed)])
    return interval(float(gaps.mean()), draws)


def mislabelled(probabilities: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Positions whose label is likely wrong, the likeliest first, by confident learning.

    ``probabilities`` (n, classes) come from models that have not seen the row. A row is suspect
    where a class other than its label is at least as probable as it is for rows that carry that
    class: off the diagonal of the confident joint (Northcutt, Jiang and Chuang 2021), and not
    where the label is the most probable class after all. Ordered by :func:`label_quality`.
    """
    classes = probabilities.shape[1]
    usual = np.full(classes, np.inf)
    for name in range(classes):
        inside = labels == name
        if inside.any():
            usual[name] = probabilities[inside, name].mean()
    confident = probabilities >= usual - CONFIDENT
    count, best = confident.sum(axis=1), probabilities.argmax(axis=1)
    guess = np.where(count > 1, best, confident.argmax(axis=1))
    suspect = (count > 0) & (guess != labels) & (best != labels)
    order = np.argsort(label_quality(probabilities, labels), kind="stable")
    return np.asarray(order[suspect[order]])


def label_quality(probabilities: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """(n,) how well each label agrees with ``probabilities`` (n, classes), 0 to 1: its probability
    less the largest of another class, shifted and halved ('normalized margin', Northcutt et al.
    2021).
    """
    rows = np.arange(len(labels))
    others = probabilities.copy()
    others[rows, labels] = -np.inf
    return np.asarray((probabilities[rows, labels] - others.max(axis=1) + 1) / 2)


def ratio(top: np.ndarray, bottom: np.ndarray) -> np.ndarray:
    """``top`` by ``bottom``, 0 where there is nothing to divide by."""
    return np.divide(top, bottom, out=np.zeros(np.shape(top)), where=bottom > 0)


def interval(value: float, draws: np.ndarray) -> Interval:
    """The percentile interval of the ``draws`` of a figure."""
    low, high = np.quantile(draws, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(value, float(low), float(high))
