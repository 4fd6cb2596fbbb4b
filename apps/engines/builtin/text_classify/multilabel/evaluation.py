"""How good sets of labels are on rows that nothing was chosen by, and beside the linear probe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from apps.engines.builtin.text import binary, evaluation
from apps.engines.builtin.text.binary import sigmoid
from apps.engines.builtin.text.metrics import (
    PerClass,
    calibration_error,
    reliability,
)
from apps.engines.builtin.text.task import Scored
from apps.engines.builtin.text_classify.multilabel import metrics
from apps.engines.builtin.text_classify.multilabel.labels import labels_of
from apps.engines.builtin.text_classify.multilabel.metrics import Figures, Judged


@dataclass(frozen=True)
class Slice:
    name: str
    rows: int
    micro_f1: float
    subset_accuracy: float


@dataclass(frozen=True)
class Choices:
    """What validation rows chose: scores are divided by ``temperature``, and a label is said from
    its threshold (labels,) on.
    """

    temperature: float
    thresholds: np.ndarray

    def chances(self, scores: np.ndarray) -> np.ndarray:
        """(n, labels) calibrated probabilities."""
        return sigmoid(scores / self.temperature)

    def said(self, scores: np.ndarray) -> np.ndarray:
        """(n, labels) whether a label is said."""
        return np.asarray(self.chances(scores) >= self.thresholds)


def choose(scores: np.ndarray, truth: np.ndarray, *, each: bool) -> Choices:
    """Temperature and thresholds that suit these rows best; ``each`` label has its own."""
    temperature = binary.temperature(scores, truth)
    chances = sigmoid(scores / temperature)
    return Choices(temperature, metrics.thresholds(chances, truth, each=each))


@dataclass(frozen=True, kw_only=True)
class LabelEvaluation(evaluation.Evaluation):
    """Figures of the test rows. ``names`` are the labels; ``chances`` (n, labels) are calibrated.
    ``gain`` is micro F1 less the probe's, each with thresholds of its own.
    """

    names: list[str]
    judged: Judged
    chances: np.ndarray
    choices: Choices
    figures: Figures
    classes: PerClass
    label_ece: np.ndarray
    ece: float
    ece_before: float
    slices: list[Slice]
    probe_micro_f1: float
    probe_macro_f1: float
    micro_f1_without_near: float | None

    @property
    def reliability(self) -> list[tuple[float, float, int]]:
        """Bins of all probabilities of all labels."""
        return reliability(self.chances.ravel(), self.judged.truth.ravel())

    def said(self, place: int) -> list[str]:
        """The labels that were said of a row."""
        return [self.names[at] for at in np.flatnonzero(self.judged.said[place])]


@dataclass(frozen=True)
class LabelJudge:
    """Judges scores (n, labels) by what the validation rows chose for model and probe."""

    names: list[str]
    choices: Choices
    probe: Choices | None

    def __call__(self, test: Scored, *, near: np.ndarray, seed: int) -> LabelEvaluation:
        judged = self._judged(test)
        truth, strange = judged.truth, judged.strange
        chances, raw = self.choices.chances(test.scores), sigmoid(test.scores)
        other, gain = judged, None
        if test.probe is not None and self.probe is not None:
            other = Judged(truth, self.probe.said(test.probe), strange)
            gain = metrics.more_f1(judged, other, seed=seed)
        return LabelEvaluation(
            rows=test.rows,
            near=near,
            gain=gain,
            names=self.names,
            judged=judged,
            chances=chances,
            choices=self.choices,
            figures=metrics.figures(judged, seed=seed),
            classes=metrics.per_label(truth, judged.said),
            label_ece=np.array(
                [calibration_error(chances[:, at], truth[:, at]) for at in range(len(self.names))]
            ),
            ece=calibration_error(chances.ravel(), truth.ravel()),
            ece_before=calibration_error(raw.ravel(), truth.ravel()),
            slices=list(_slices(test, judged)),
            probe_micro_f1=metrics.micro_f1(other),
            probe_macro_f1=metrics.macro_f1(other),
            micro_f1_without_near=metrics.micro_f1(_some(judged, ~near))
            if near.any() and not near.all()
            else None,
        )

    def right(self, scored: Scored) -> np.ndarray:
        """(n,) whether exactly the true labels are said."""
        return self._judged(scored).right

    def _judged(self, scored: Scored) -> Judged:
        known = set(self.names)
        strange = np.array([len(set(labels_of(one)) - known) for one in scored.rows.labels])
        return Judged(scored.targets > 0, self.choices.said(scored.scores), strange)


def _some(judged: Judged, inside: np.ndarray) -> Judged:
    return Judged(judged.truth[inside], judged.said[inside], judged.strange[inside])


def _slices(test: Scored, judged: Judged) -> Iterator[Slice]:
    for name, inside in evaluation.sliced(test.rows):
        own = _some(judged, inside)
        yield Slice(name, int(inside.sum()), metrics.micro_f1(own), float(own.right.mean()))
