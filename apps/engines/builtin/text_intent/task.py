"""Intents: classes, and rows of a marked class that none of them fits.

Rows out of scope are never learned from: those of the part to learn from join the rows to choose
by, where they help to find the threshold.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from apps.core.messages import msg
from apps.engines.builtin.text.cleaning import Cleaned
from apps.engines.builtin.text.normal import clean
from apps.engines.builtin.text.objectives import SingleLabel
from apps.engines.builtin.text.params import IntentParams, OneClassParams
from apps.engines.builtin.text.rows import Left, Rows, joined
from apps.engines.builtin.text.splits import Parts
from apps.engines.builtin.text.task import Scored
from apps.engines.builtin.text_classify.single.evaluation import ClassJudge
from apps.engines.builtin.text_classify.single.task import OneClassTarget, OneClassTask
from apps.engines.builtin.text_intent import scope
from apps.engines.builtin.text_intent.centres import Centres, measured
from apps.engines.builtin.text_intent.evaluation import IntentEvaluation, IntentJudge
from apps.engines.builtin.text_intent.scope import Said
from apps.engines.contract import InputTable, Refusal


@dataclass(frozen=True)
class InScope(SingleLabel):
    """One of the intents, judged by rows that one fits."""

    def quality(self, scores: np.ndarray, targets: np.ndarray) -> tuple[float, float]:
        known = targets >= 0
        return super().quality(scores[known], targets[known])


class IntentTask(OneClassTask[IntentEvaluation]):
    """Telling intents, and texts that none fits."""

    def __init__(self, params: IntentParams) -> None:
        super().__init__(params)
        self.outside, self.kept = clean(params.outside), params.kept

    def read(self, table: InputTable) -> tuple[Rows, Left]:
        rows, left = super().read(table)
        if self.outside and self.outside not in rows.labels:
            raise Refusal(
                msg("No row is marked as '{name}'.", name=self.outside),
                fix=msg("Write the name as it stands in the table, or leave it empty."),
                field="outside",
            )
        return rows, left

    def clean(self, rows: Rows, left: Left) -> Cleaned:
        found = super().clean(rows, left)
        if len(found.classes.keys() - {self.outside}) < 2:
            raise one_intent()
        return found

    def part(self, rows: Rows, *, validation: float, test: float, seed: int) -> Parts:
        parts = super().part(rows, validation=validation, test=test, seed=seed)
        strange = outside(parts.train, self.outside)
        if not strange.any():
            return parts
        train = parts.train.take(np.flatnonzero(~strange))
        if len(set(train.labels)) < 2:
            raise one_intent()
        return replace(
            parts,
            train=train,
            validation=joined(parts.validation, parts.train.take(np.flatnonzero(strange))),
        )

    def target(self, train: Rows) -> IntentTarget:
        labels = sorted(set(train.labels))
        return IntentTarget(self.params, labels, outside=self.outside, kept=self.kept)


class IntentTarget(OneClassTarget[IntentEvaluation]):
    """The intents of the rows to learn from; what is out of scope is no class."""

    plain = InScope
    sees_values = True

    def __init__(
        self, params: OneClassParams, labels: list[str], *, outside: str, kept: float
    ) -> None:
        super().__init__(params, labels)
        self.outside, self.kept = outside, kept
        self.centres: Centres | None = None

    def look(self, values: np.ndarray, targets: np.ndarray) -> None:
        """Where the intents lie. Without marked rows nothing could choose such a score."""
        self.centres = measured(values, targets, len(self.labels)) if self.outside else None

    def judge(self, validation: Scored) -> IntentJudge:
        strange = outside(validation.rows, self.outside)

        def choose(said: Said, centres: Centres | None = None) -> scope.Scope:
            return scope.choose(said, validation.targets, strange, kept=self.kept, centres=centres)

        chosen = choose(Said(validation.scores, validation.values), self.centres)
        return IntentJudge(
            outside=self.outside,
            scope=chosen,
            probe=None if validation.probe is None else choose(Said(validation.probe)),
            classes=ClassJudge(self.labels, chosen.temperature),
        )


def one_intent() -> Refusal:
    """The refusal of rows to learn from that have one intent, or none."""
    return Refusal(
        msg("There is only one intent to learn from, so there is nothing to tell apart."),
        fix=msg("Add rows with other intents, or choose another column."),
        field="data.label",
    )


def outside(rows: Rows, name: str) -> np.ndarray:
    """(n,) whether a row is marked by the ``name`` of what is out of scope; none where it is ''."""
    return np.array([bool(name) and label == name for label in rows.labels], dtype=bool)
