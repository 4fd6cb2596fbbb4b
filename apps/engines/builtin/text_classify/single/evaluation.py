"""How good a classifier is on rows that nothing was chosen by, and beside the linear probe."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from apps.engines.builtin.text import evaluation, metrics
from apps.engines.builtin.text.metrics import Interval, PerClass
from apps.engines.builtin.text.probe import softmax
from apps.engines.builtin.text.rows import Rows
from apps.engines.builtin.text.task import Scored


@dataclass(frozen=True)
class Slice:
    name: str
    rows: int
    accuracy: float
    macro_f1: float


@dataclass(frozen=True, kw_only=True)
class ClassEvaluation(evaluation.Evaluation):
    """Figures of the test rows. ``names`` are the classes; ``chances`` (n, classes) are
    calibrated; ``labels`` (n,) are -1 for classes that were not learned. ``gain`` is accuracy
    less the probe's.
    """

    names: list[str]
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
    accuracy_without_near: float | None
    unseen: int

    @property
    def confidence(self) -> np.ndarray:
        """(n,) the probability of the class that was said."""
        return np.asarray(self.chances.max(axis=1))

    @property
    def right(self) -> np.ndarray:
        """(n,) whether the class that was said is the true one."""
        return np.asarray(self.predicted == self.labels)


@dataclass(frozen=True)
class ClassJudge:
    """Judges scores (n, classes) with the temperature that the validation rows like best."""

    names: list[str]
    temperature: float

    def __call__(self, test: Scored, *, near: np.ndarray, seed: int) -> ClassEvaluation:
        labels, count = test.targets, len(self.names)
        predicted = test.scores.argmax(axis=1)
        chances = softmax(test.scores.astype(np.float64) / self.temperature)
        raw = softmax(test.scores.astype(np.float64))
        right = predicted == labels
        accuracy, macro = metrics.bootstrap(labels, predicted, count, seed=seed)
        other = predicted if test.probe is None else test.probe.argmax(axis=1)
        gain = None
        if test.probe is not None:
            gain = metrics.paired_difference(right, other == labels, seed=seed)
        return ClassEvaluation(
            rows=test.rows,
            names=self.names,
            labels=labels,
            predicted=predicted,
            chances=chances,
            accuracy=accuracy,
            macro_f1=macro,
            classes=metrics.per_class(labels, predicted, count),
            confusion=metrics.confusion(labels, predicted, count),
            temperature=self.temperature,
            ece=metrics.calibration_error(chances.max(axis=1), right),
            ece_before=metrics.calibration_error(raw.max(axis=1), right),
            slices=_slices(test.rows, labels, predicted, count),
            probe_accuracy=metrics.accuracy(labels, other),
            probe_f1=metrics.macro_f1(labels, other, count),
            gain=gain,
            near=near,
            accuracy_without_near=_without(right, near),
            unseen=int((labels < 0).sum()),
        )

    def right(self, scored: Scored) -> np.ndarray:
        """(n,) whether the class that is said is the true one."""
        return np.asarray(scored.scores.argmax(axis=1) == scored.targets)


def _without(right: np.ndarray, near: np.ndarray) -> float | None:
    return float(right[~near].mean()) if near.any() and not near.all() else None


def _slices(rows: Rows, labels: np.ndarray, predicted: np.ndarray, classes: int) -> list[Slice]:
    return [
        Slice(
            name,
            int(inside.sum()),
            metrics.accuracy(labels[inside], predicted[inside]),
            metrics.macro_f1(labels[inside], predicted[inside], classes),
        )
        for name, inside in evaluation.sliced(rows)
    ]
