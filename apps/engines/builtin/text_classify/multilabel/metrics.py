"""Figures of sets of labels. ``truth`` and ``said`` are (n, labels): whether a row has a label."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from apps.engines.builtin.text.binary import best_threshold
from apps.engines.builtin.text.metrics import Interval, PerClass, interval, ratio, together

LEAST_POSITIVES = 5  # validation rows with a label, from which on it has a threshold of its own


@dataclass(frozen=True)
class Figures:
    """How good sets of labels are, each figure with its bootstrap interval."""

    micro_f1: Interval
    macro_f1: Interval
    subset_accuracy: Interval
    hamming_loss: Interval


@dataclass(frozen=True)
class Judged:
    """What was said beside what is true. ``strange`` (n,) counts labels of a row that were never
    learned: they are missed.
    """

    truth: np.ndarray
    said: np.ndarray
    strange: np.ndarray

    @property
    def right(self) -> np.ndarray:
        """(n,) whether the whole set is right."""
        return (self.truth == self.said).all(axis=1) & (self.strange == 0)


def figures(found: Judged, *, seed: int) -> Figures:
    """All figures with percentile intervals over redrawn rows."""
    whole = _counted(found, np.ones((1, len(found.truth))))
    parts = [_counted(found, counts) for counts in _draws(len(found.truth), seed)]
    draws = np.concatenate(parts, axis=1)
    return Figures(*(interval(float(one[0]), many) for one, many in zip(whole, draws, strict=True)))


def more_f1(found: Judged, other: Judged, *, seed: int) -> Interval:
    """By how much the micro F1 of ``found`` is above that of ``other``, on the same draws."""
    one = np.ones((1, len(found.truth)))
    value = float((_counted(found, one) - _counted(other, one))[0, 0])
    draws = [
        (_counted(found, counts) - _counted(other, counts))[0]
        for counts in _draws(len(found.truth), seed)
    ]
    return interval(value, np.concatenate(draws))


def _draws(count: int, seed: int) -> Iterator[np.ndarray]:
    """(some, count) how often each row is in each of some draws."""
    for draws in together(count, seed=seed):
        yield np.array([np.bincount(rows, minlength=count) for rows in draws], dtype=np.float64)


def _counted(found: Judged, counts: np.ndarray) -> np.ndarray:
    """(4, draws) micro F1, macro F1, subset accuracy and Hamming loss of rows counted so often."""
    truth, said = found.truth.astype(np.float64), found.said.astype(np.float64)
    hits, true, told = counts @ (truth * said), counts @ truth, counts @ said
    rows = counts.sum(axis=1)
    both = told.sum(axis=1) + true.sum(axis=1) + counts @ found.strange
    micro = ratio(2 * hits.sum(axis=1), both)
    occurs = (true + told) > 0
    macro = ratio(ratio(2 * hits, true + told).sum(axis=1), occurs.sum(axis=1))
    subset = counts @ found.right / rows
    hamming = counts @ (found.truth != found.said).mean(axis=1) / rows
    return np.array([micro, macro, subset, hamming])


def per_label(truth: np.ndarray, said: np.ndarray) -> PerClass:
    """Precision, recall and F1 of each label; 0 where there is nothing to divide by."""
    hits, told, true = (truth & said).sum(0), said.sum(0), truth.sum(0)
    return PerClass(ratio(hits, told), ratio(hits, true), ratio(2 * hits, told + true), true)


def micro_f1(found: Judged) -> float:
    """F1 over all labels of all rows together."""
    return float(_counted(found, np.ones((1, len(found.truth))))[0, 0])


def macro_f1(found: Judged) -> float:
    """The mean F1 over the labels that occur or were said."""
    return float(_counted(found, np.ones((1, len(found.truth))))[1, 0])


def thresholds(chances: np.ndarray, truth: np.ndarray, *, each: bool) -> np.ndarray:
    """(labels,) thresholds: one for all, or one of its own for ``each`` label that has enough rows
    to choose it by.
    """
    found = np.full(chances.shape[1], best_threshold(chances.ravel(), truth.ravel()))
    if each:
        for label in np.flatnonzero(truth.sum(axis=0) >= LEAST_POSITIVES):
            found[label] = best_threshold(chances[:, label], truth[:, label])
    return found
