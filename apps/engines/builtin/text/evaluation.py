"""How good the model is on rows that nothing was chosen by, and beside the linear probe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from apps.engines.builtin.text import metrics
from apps.engines.builtin.text.metrics import Interval, PerClass
from apps.engines.builtin.text.probe import softmax
from apps.engines.builtin.text.rows import Rows

LEAST_SLICE = 10  # rows of a language or market, from which on it is told of


@dataclass(frozen=True)
class Slice:
    name: str
    rows: int
    accuracy: float
    macro_f1: float


@dataclass(frozen=True)
class Evaluation:
    """Figures of the test rows. ``chances`` (n, classes) are calibrated; ``labels`` (n,) are -1
    for classes that were not learned. ``gain`` is accuracy less the probe's, None for a probe.
    """

    rows: Rows
    labels: np.ndarray
    predicted: np.ndarray
    chances: np.ndarray
    accuracy: Interval
    macro_f1: Interval
    classes: PerClass
    confusion: np.ndarray
    temperature: float
    ece: float
    ece_before: float
    slices: list[Slice]
    probe_accuracy: float
    probe_f1: float
    gain: Interval | None
    near: np.ndarray  # whether a row is nearly one of the training rows
    accuracy_without_near: float | None
    unseen: int

    @property
    def confidence(self) -> np.ndarray:
        return np.asarray(self.chances.max(axis=1))

    @property
    def right(self) -> np.ndarray:
        return np.asarray(self.predicted == self.labels)


def evaluate(
    rows: Rows,
    labels: np.ndarray,
    scores: np.ndarray,
    probe_scores: np.ndarray | None,
    *,
    temperature: float,
    near: np.ndarray,
    seed: int,
) -> Evaluation:
    """Judge ``scores`` (n, classes). ``probe_scores`` is None where the model is the probe."""
    classes = scores.shape[1]
    predicted = scores.argmax(axis=1)
    chances = softmax(scores.astype(np.float64) / temperature)
    raw = softmax(scores.astype(np.float64))
    right = predicted == labels
    accuracy, macro = metrics.bootstrap(labels, predicted, classes, seed=seed)
    other = predicted if probe_scores is None else probe_scores.argmax(axis=1)
    gain = None
    if probe_scores is not None:
        gain = metrics.paired_difference(right, other == labels, seed=seed)
    return Evaluation(
        rows=rows,
        labels=labels,
        predicted=predicted,
        chances=chances,
        accuracy=accuracy,
        macro_f1=macro,
        classes=metrics.per_class(labels, predicted, classes),
        confusion=metrics.confusion(labels, predicted, classes),
        temperature=temperature,
        ece=metrics.calibration_error(chances.max(axis=1), right),
        ece_before=metrics.calibration_error(raw.max(axis=1), right),
        slices=_slices(rows.languages, labels, predicted, classes),
        probe_accuracy=metrics.accuracy(labels, other),
        probe_f1=metrics.macro_f1(labels, other, classes),
        gain=gain,
        near=near,
        accuracy_without_near=_without(right, near),
        unseen=int((labels < 0).sum()),
    )


def _without(right: np.ndarray, near: np.ndarray) -> float | None:
    return float(right[~near].mean()) if near.any() and not near.all() else None


def _slices(
    names: Sequence[str] | None, labels: np.ndarray, predicted: np.ndarray, classes: int
) -> list[Slice]:
    if names is None:
        return []
    found = []
    every = np.array(names)
    for name in sorted(set(names)):
        inside = every == name
        if inside.sum() >= LEAST_SLICE:
            mine, said = labels[inside], predicted[inside]
            found.append(
                Slice(
                    name,
                    int(inside.sum()),
                    metrics.accuracy(mine, said),
                    metrics.macro_f1(mine, said, classes),
                )
            )
    return found
