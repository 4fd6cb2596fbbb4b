"""Any number of labels: a logistic regression for each as the probe, binary cross-entropy, one
temperature, thresholds that the validation rows choose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce

import numpy as np

from apps.core.messages import msg
from apps.engines.builtin.text import binary, cleaning, probe, rows, splits
from apps.engines.builtin.text.cleaning import Cleaned
from apps.engines.builtin.text.facts import Doubts, Suspect
from apps.engines.builtin.text.metrics import mislabelled
from apps.engines.builtin.text.objectives import MultiLabel
from apps.engines.builtin.text.params import ClassifyParams
from apps.engines.builtin.text.probe import Linear
from apps.engines.builtin.text.rows import Left, Rows
from apps.engines.builtin.text.rows import joined as rows_of_both
from apps.engines.builtin.text.slots import MINIMUM_ROWS
from apps.engines.builtin.text.splits import Parts
from apps.engines.builtin.text.task import Features, Scored, Target, Task
from apps.engines.builtin.text_classify.multilabel import labels
from apps.engines.builtin.text_classify.multilabel.evaluation import (
    LabelEvaluation,
    LabelJudge,
    choose,
)
from apps.engines.builtin.text_classify.multilabel.labels import (
    joined,
    labels_of,
    shown,
    written,
)
from apps.engines.contract import InputTable, Refusal

FIELD = "data.label"


class LabelTask(Task[LabelEvaluation]):
    """Giving texts any number of labels."""

    role = "label"

    def __init__(self, params: ClassifyParams) -> None:
        self.params = params
        self.rare: dict[int, set[str]] = {}  # by place in the table: labels that were left out

    def read(self, table: InputTable) -> tuple[Rows, Left]:
        return rows.read(table, role=self.role, parse=labels.parse(self.params.separator))

    def clean(self, found: Rows, left: Left) -> Cleaned:
        cleaned = cleaning.distinct(found, left, cleaning.most_frequent)
        counted = _counted(cleaned.rows)
        few = cleaning.too_few(counted)
        if few and self.params.rare == "leave_out" and len(few) < len(counted):
            kept = [joined(set(labels_of(label)) - few.keys()) for label in cleaned.rows.labels]
            for place, label in zip(cleaned.rows.places, cleaned.rows.labels, strict=True):
                self.rare[int(place)] = set(labels_of(label)) & few.keys()
            cleaned = replace(cleaned, rows=replace(cleaned.rows, labels=kept), rare=few)
            few = {}
        _refuse(cleaned.rows, _counted(cleaned.rows), few)
        return replace(cleaned, classes=cleaning.by_count(_counted(cleaned.rows)))

    def part(self, found: Rows, *, validation: float, test: float, seed: int) -> Parts:
        return splits.part(
            found,
            validation=validation,
            test=test,
            seed=seed,
            spread=labels.by_label,
            alike=msg("Parted like this, the rows to learn from all have the same labels."),
        )

    def target(self, train: Rows) -> LabelTarget:
        return LabelTarget(self.params, _counted(train), self.rare)


class LabelTarget(Target[LabelEvaluation]):
    """The labels of the rows to learn from, in alphabetical order. ``rare`` are labels that rows
    have besides (by place in the table), which are not learned.
    """

    def __init__(
        self, params: ClassifyParams, counted: Counter[str], rare: Mapping[int, set[str]]
    ) -> None:
        self.params, self.rare = params, rare
        self.names = sorted(counted)
        self.number = {label: place for place, label in enumerate(self.names)}
        even = np.array([1 / counted[name] for name in self.names])
        even = even / even.mean() if params.class_weights else np.ones(len(even))
        self.objective = MultiLabel(
            outputs=len(self.names), smoothing=params.label_smoothing, balance=tuple(even.tolist())
        )

    def encode(self, part: Rows) -> np.ndarray:
        """(n, labels) 1 for a label that a row has, else 0; float32."""
        found = np.zeros((len(part), len(self.names)), dtype=np.float32)
        for place, label in enumerate(part.labels):
            for name in labels_of(label):
                if name in self.number:
                    found[place, self.number[name]] = 1
        return found

    def probe(self, train: Features, validation: Features) -> tuple[Linear, float]:
        def fit(strength: float) -> Linear:
            return probe.binary(train.values, train.targets, strength, train.weights)

        def quality(layer: Linear) -> tuple[float, ...]:
            return (binary.likelihood(layer.scores(validation.values), validation.targets),)

        return probe.chosen(probe.STRENGTHS, fit, quality)

    def suspects(self, train: Features, rows: Rows, strength: float) -> list[Suspect]:
        return self.doubts(train, rows, strength, []).suspects

    def doubts(
        self, train: Features, rows: Rows, strength: float, held: Sequence[Scored]
    ) -> Doubts:
        """By what probes say that have not seen a row, and the model of the rows ``held`` back, of
        which the first choose its temperature.
        """
        parts = [(rows, train.targets > 0, self._out_of_fold(train, len(rows), strength))]
        if held:
            warmth = binary.temperature(held[0].scores, held[0].targets > 0)
            truth = np.concatenate([one.targets for one in held]) > 0
            scores = np.concatenate([one.scores for one in held]).astype(np.float64)
            both = reduce(rows_of_both, [one.rows for one in held])
            parts.append((both, truth, binary.sigmoid(scores / warmth)))
        found = [one for part in parts for one in self._wrong(*part)]
        found.sort(key=lambda one: (-one.strength, one.place))
        return Doubts(found, sum(len(part[0]) for part in parts))

    def _out_of_fold(self, train: Features, count: int, strength: float) -> np.ndarray:
        """(n, labels) probabilities by probes of the other folds."""

        def fit(inside: np.ndarray) -> Linear:
            return probe.binary(train.values[inside], train.targets[inside], strength)

        fold = probe.folds(np.zeros(count))
        return binary.sigmoid(probe.out_of_fold(train.values, fold, len(self.names), fit))

    def _wrong(self, rows: Rows, truth: np.ndarray, chances: np.ndarray) -> Iterator[Suspect]:
        """By confident learning, label by label; a row's labels are changed all at once."""
        changed: dict[int, list[int]] = {}
        for label in range(len(self.names)):
            both = np.column_stack([1 - chances[:, label], chances[:, label]])
            for row in mislabelled(both, truth[:, label].astype(np.int64)):
                changed.setdefault(int(row), []).append(label)
        doubt = np.where(truth, 1 - chances, chances)
        for at, changes in changed.items():
            yield self._suspect(rows, at, changes, doubt[at])

    def _suspect(self, rows: Rows, at: int, changes: list[int], doubt: np.ndarray) -> Suspect:
        """The quality of a row's labels is that of the least likely of those in question
        (Thyagarajan et al. 2023, Identifying incorrect annotations in multi-label data).
        """
        place, strength = int(rows.places[at]), float(doubt[changes].max())
        own = set(labels_of(rows.labels[at])) | self.rare.get(place, set())
        both = sorted(own), sorted(own ^ {self.names[change] for change in changes})
        return Suspect(
            place=place,
            text=rows.texts[at],
            label=shown(both[0]),
            better=shown(both[1]),
            strength=strength,
            quality=1 - strength,
            cells=(self._cell(both[0]), self._cell(both[1])),
        )

    def _cell(self, labels: list[str]) -> str:
        """As a table holds them; an empty cell for none."""
        return written(labels, self.params.separator) if labels else ""

    def judge(self, validation: Scored) -> LabelJudge:
        truth, each = validation.targets > 0, self.params.threshold == "each"
        probed = None
        if validation.probe is not None:
            probed = choose(validation.probe, truth, each=each)
        return LabelJudge(self.names, choose(validation.scores, truth, each=each), probed)


def _counted(rows: Rows) -> Counter[str]:
    return Counter(name for label in rows.labels for name in labels_of(label))


def _refuse(rows: Rows, counted: Counter[str], few: dict[str, int]) -> None:
    """Refuse labels that nothing can be learned from."""
    if not counted:
        raise Refusal(
            msg("No row has both a text and a label."),
            fix=msg("Choose another column, or add rows with labels."),
            field=FIELD,
        )
    if len(set(rows.labels)) == 1:
        raise Refusal(
            msg("Every row has the same labels, so there is nothing to tell apart."),
            fix=msg("Choose another column, or add rows with other labels."),
            field=FIELD,
        )
    cleaning.refuse_classes(counted, few)
    if len(rows) < MINIMUM_ROWS:
        raise Refusal(
            msg(
                "{rows} rows are too few to learn from; at least {least} are needed.",
                rows=len(rows),
                least=MINIMUM_ROWS,
            ),
            fix=msg("Label more texts first."),
            field="data",
        )
