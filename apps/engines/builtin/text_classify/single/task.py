"""One class for each text: logistic regression as the probe, cross-entropy, one temperature."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import ClassVar

import numpy as np

from apps.engines.builtin.text import cleaning, doubts, label_names, metrics, probe, rows, splits
from apps.engines.builtin.text.cleaning import Cleaned
from apps.engines.builtin.text.doubts import Seen
from apps.engines.builtin.text.facts import Doubts, E, Suspect
from apps.engines.builtin.text.objectives import FewExamples, SingleLabel
from apps.engines.builtin.text.params import OneClassParams
from apps.engines.builtin.text.probe import Linear, softmax
from apps.engines.builtin.text.rows import Left, Rows, joined
from apps.engines.builtin.text.splits import Parts
from apps.engines.builtin.text.task import Features, Scored, Target, Task
from apps.engines.builtin.text_classify.single.evaluation import ClassEvaluation, ClassJudge
from apps.engines.contract import InputTable


class OneClassTask(Task[E]):
    """Each text has exactly one class."""

    role = "label"

    def __init__(self, params: OneClassParams) -> None:
        self.params = params

    def read(self, table: InputTable) -> tuple[Rows, Left]:
        return rows.read(table, role=self.role, parse=rows.one_class)

    def clean(self, found: Rows, left: Left) -> Cleaned:
        return cleaning.clean(found, left, rare=self.params.rare)

    def part(self, found: Rows, *, validation: float, test: float, seed: int) -> Parts:
        return splits.part(found, validation=validation, test=test, seed=seed)


class ClassTask(OneClassTask[ClassEvaluation]):
    """Sorting texts into classes."""

    def target(self, train: Rows) -> ClassTarget:
        return ClassTarget(self.params, sorted(set(train.labels)))


class OneClassTarget(Target[E]):
    """The classes of the rows to learn from, as numbers from 0. ``plain`` is the objective of all
    methods but the one for few examples.
    """

    plain: ClassVar[type[SingleLabel]] = SingleLabel
    doubts_all = True

    def __init__(self, params: OneClassParams, labels: list[str]) -> None:
        self.labels = labels
        self.number = {label: place for place, label in enumerate(labels)}
        kind = FewExamples if params.method == "few_shot" else self.plain
        self.objective = kind(
            outputs=len(labels),
            smoothing=params.label_smoothing,
            balanced=params.class_weights,
        )

    def encode(self, part: Rows) -> np.ndarray:
        """(n,) numbers of the classes, -1 for one that is not learned."""
        return np.array([self.number.get(label, -1) for label in part.labels], dtype=np.int64)

    def words(self) -> list[str]:
        return label_names.worded(self.labels)

    def probe(self, train: Features, validation: Features) -> tuple[Linear, float]:
        def fit(strength: float) -> Linear:
            return self.fitted(train, strength)

        def quality(layer: Linear) -> tuple[float, ...]:
            scores = layer.scores(validation.values)
            right = metrics.accuracy(validation.targets, scores.argmax(1))
            return right, metrics.likelihood(scores, validation.targets)

        return probe.chosen(probe.STRENGTHS, fit, quality)

    def fitted(self, train: Features, strength: float) -> Linear:
        return probe.regression(
            train.values, train.targets, len(self.labels), strength, train.weights
        )

    def suspects(self, train: Features, rows: Rows, strength: float) -> list[Suspect]:
        return self.doubts(train, rows, strength, []).suspects

    def doubts(
        self, train: Features, rows: Rows, strength: float, held: Sequence[Scored]
    ) -> Doubts:
        """By what probes say that have not seen a row, and the model of the rows ``held`` back, of
        which the first choose its temperature.
        """
        most = doubts.MOST_CELLS // len(self.labels)
        parts = [
            Seen(rows.take(range(min(most, len(rows)))), train.targets[:most],
                 self._out_of_fold(train.values[:most], train.targets[:most], strength)),
        ]  # fmt: skip
        if held:
            warmth = metrics.temperature(held[0].scores, held[0].targets)
            targets = np.concatenate([one.targets for one in held])
            scores = np.concatenate([one.scores for one in held]).astype(np.float64)
            both = reduce(joined, [one.rows for one in held])
            parts.append(Seen(both, targets, softmax(scores / warmth)))
        return doubts.found(parts, self.labels)

    def _out_of_fold(self, values: np.ndarray, targets: np.ndarray, strength: float) -> np.ndarray:
        """(n, classes) probabilities by probes of the other folds, or of a part of their rows."""
        count = len(self.labels)

        def fit(inside: np.ndarray) -> Linear:
            places = np.flatnonzero(inside)  # in an order by hashes: the first are a fair part
            places = places[: doubts.MOST_FITTED]
            labels = targets[places]
            if len(np.unique(labels)) < 2:  # one class alone tells nothing of the others
                return Linear(np.zeros((count, values.shape[1])), np.zeros(count))
            return probe.regression(values[places], labels, count, strength)

        return softmax(probe.out_of_fold(values, probe.folds(targets), count, fit))


class ClassTarget(OneClassTarget[ClassEvaluation]):
    """The same, judged by classes alone."""

    def judge(self, validation: Scored) -> ClassJudge:
        return ClassJudge(self.labels, metrics.temperature(validation.scores, validation.targets))
