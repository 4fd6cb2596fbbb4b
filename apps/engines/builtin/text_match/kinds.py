"""The three kinds of pairs: with labels, with numbers, and those that all match."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np

from apps.core.messages import msg
from apps.engines.builtin.text import binary, cleaning, probe
from apps.engines.builtin.text.facts import Suspect
from apps.engines.builtin.text.metrics import mislabelled
from apps.engines.builtin.text.objectives import Joint, Objective, Regression
from apps.engines.builtin.text.params import MatchParams
from apps.engines.builtin.text.probe import Linear, softmax
from apps.engines.builtin.text.rows import Left, Rows
from apps.engines.builtin.text.task import Features, Scored
from apps.engines.builtin.text_match import metrics, parting, slots, targets
from apps.engines.builtin.text_match.calibration import to_number
from apps.engines.builtin.text_match.evaluation import (
    Decision,
    Known,
    LabelEvaluation,
    LabelJudge,
    PairsEvaluation,
    PairsJudge,
    ScoreEvaluation,
    ScoreJudge,
    answered,
)
from apps.engines.builtin.text_match.objectives import Order, Ranking, Together, Value
from apps.engines.builtin.text_match.retrieval import Library
from apps.engines.builtin.text_match.task import (
    MatchTarget,
    MatchTask,
    apart,
    compared,
    suspect,
)
from apps.engines.builtin.text_regress import numbers
from apps.engines.builtin.text_regress.metrics import outliers
from apps.engines.contract import InputTable, Refusal

FIELD = "data.target"
STRENGTH = 0.1  # inverse regularisation of what looks for wrong labels
RIDGE = 0.1  # ... and regularisation for each row of what looks for wrong numbers


class LabelTask(MatchTask[LabelEvaluation]):
    """Pairs of which it is known whether they match."""

    def read(self, table: InputTable) -> tuple[Rows, Left]:
        name = table.roles[self.role][0]
        self.names = targets.names(table.frame([name])[name].to_list())
        return super().read(table)

    def parse(self, value: Any, row: int) -> str:
        return targets.one_label(value, row)

    def settle(self, labels: list[str]) -> tuple[str, list[int]]:
        return cleaning.most_frequent(labels)

    def refuse(self, found: Rows) -> None:
        counted = Counter(found.labels)
        if len(counted) < 2:
            raise _alike(counted)
        least = min(counted.values())
        if least < cleaning.MINIMUM_PER_CLASS:
            raise Refusal(
                msg(
                    "{matching} pairs match and {others} do not; each kind needs at least {least}.",
                    matching=counted[targets.MATCH],
                    others=counted[targets.NONE],
                    least=cleaning.MINIMUM_PER_CLASS,
                ),
                fix=slots.MATCH.more,
                field=FIELD,
            )

    def strata(self, found: Rows) -> np.ndarray:
        return np.array([label == targets.MATCH for label in found.labels], dtype=np.int64)

    def target(self, train: Rows) -> LabelTarget:
        return LabelTarget(self.params, self.known(train), self.names)


class LabelTarget(MatchTarget[LabelEvaluation]):
    """1 for a match, 0 for none."""

    def __init__(self, params: MatchParams, known: Known, names: tuple[str, str]) -> None:
        super().__init__(params, known)
        self.names = names
        self.objective = _objective(params, metrics.average_precision, Together(outputs=1))

    def encode(self, part: Rows) -> np.ndarray:
        """(n,), or (n, 1) where both texts are read together; float32."""
        found = np.array([label == targets.MATCH for label in part.labels], dtype=np.float32)
        return found if self.params.way == "bi" else found[:, None]

    def suspects(self, train: Features, rows: Rows, strength: float) -> list[Suspect]:
        """By confident learning, from logistic regressions on what the frozen base model says of
        both texts, none of which has seen a row or a text that it judges.
        """
        truth = train.targets.ravel().astype(np.int64)
        features = compared(train.values)

        def fit(inside: np.ndarray) -> Linear:
            if len(np.unique(truth[inside])) < 2:  # one kind alone tells nothing of the other
                return Linear(np.zeros((2, features.shape[1])), np.zeros(2))
            return probe.regression(features[inside], truth[inside], 2, STRENGTH)

        chances = softmax(probe.out_of_fold(features, apart(rows), 2, fit))
        return [
            suspect(
                rows,
                at,
                label=self.names[int(truth[at])],
                better=self.names[1 - int(truth[at])],
                strength=float(chances[at].max()),
            )
            for at in mislabelled(chances, truth)
        ]

    def judge(self, validation: Scored) -> LabelJudge:
        truth = validation.targets.ravel()
        groups = parting.components(validation.rows)
        scores = answered(validation.scores, self.params.way)
        model = Decision.fit(scores, truth, groups)
        cosine = model
        if validation.probe is not None:
            cosine = Decision.fit(metrics.cosines(validation.probe), truth, groups)
        letters = self.known.lexical.alike(validation.rows)
        lexical = Decision.fit(letters, truth, groups)
        return LabelJudge(self.known, self.names, model, cosine, lexical)


class ScoreTask(MatchTask[ScoreEvaluation]):
    """Pairs of which it is known how well they match. ``unit`` is the target's, once read."""

    def read(self, table: InputTable) -> tuple[Rows, Left]:
        names = table.roles[self.role]
        self.unit = next((column.unit for column in table.columns if column.name in names), "")
        return super().read(table)

    def parse(self, value: Any, row: int) -> str:
        return numbers.one_number(value, row)

    def settle(self, labels: list[str]) -> tuple[str, list[int]]:
        return numbers.mean_of(labels)

    def refuse(self, found: Rows) -> None:
        counted = Counter(found.labels)
        if len(counted) < 2:
            raise _alike(counted)

    def strata(self, found: Rows) -> np.ndarray:
        return numbers.strata(numbers.values(found))

    def target(self, train: Rows) -> ScoreTarget:
        scale = numbers.scale(numbers.values(train), self.unit)
        return ScoreTarget(self.params, self.known(train), scale)


class ScoreTarget(MatchTarget[ScoreEvaluation]):
    """From 0 for the lowest number that is learned from to 1 for the highest, or standard scores
    where both texts are read together.
    """

    def __init__(self, params: MatchParams, known: Known, scale: numbers.Scale) -> None:
        super().__init__(params, known)
        self.scale = scale
        self.objective = _objective(params, metrics.spearman, Regression(keeps_start=False))

    def encode(self, part: Rows) -> np.ndarray:
        """(n,) float32."""
        values, scale = numbers.values(part), self.scale
        if self.params.way == "cross":
            return scale.forth(values).astype(np.float32)
        return ((values - scale.low) / (scale.high - scale.low)).astype(np.float32)

    def suspects(self, train: Features, rows: Rows, strength: float) -> list[Suspect]:
        """Numbers far outside the errors of ridge regressions on what the frozen base model says
        of both texts, none of which has seen a row or a text that it judges.
        """
        values, features = numbers.values(rows), compared(train.values)
        wanted = self.scale.forth(values)

        def fit(inside: np.ndarray) -> Linear:
            return probe.ridge(features[inside], wanted[inside], RIDGE)

        said = probe.out_of_fold(features, apart(rows), 1, fit)[:, 0]
        found, distances = outliers(wanted - said)
        better = self.scale.back(said)
        return [
            suspect(
                rows,
                at,
                label=rows.labels[at],
                better=repr(float(better[at])),
                strength=float(distances[at]),
            )
            for at in found
        ]

    def judge(self, validation: Scored) -> ScoreJudge:
        scores = answered(validation.scores, self.params.way)
        groups = parting.components(validation.rows)
        calibration = to_number(scores, numbers.values(validation.rows), groups)
        return ScoreJudge(self.known, calibration, self.scale.unit)


class PairsTask(MatchTask[PairsEvaluation]):
    """Pairs that all match: nothing says what does not."""

    role = ""
    targets = 1
    alike = msg("Parted like this, there are no rows to learn from, to choose by or to test on.")

    def __init__(self, params: MatchParams) -> None:
        super().__init__(params)
        if params.way == "cross":
            raise slots.no_negatives()

    def parse(self, value: Any, row: int) -> str:
        return targets.every(value, row)

    def settle(self, labels: list[str]) -> tuple[str, list[int]]:
        return labels[0], list(range(len(labels)))

    def refuse(self, found: Rows) -> None:
        """Pairs need no second kind."""

    def strata(self, found: Rows) -> np.ndarray:
        return np.zeros(len(found), dtype=np.int64)

    def target(self, train: Rows) -> PairsTarget:
        return PairsTarget(self.params, self.known(train))


class PairsTarget(MatchTarget[PairsEvaluation]):
    """Which text stands where."""

    def __init__(self, params: MatchParams, known: Known) -> None:
        super().__init__(params, known)
        self.objective = Ranking(rows=params.batch_size)

    def encode(self, part: Rows) -> np.ndarray:
        """(n, 2) the texts, numbered within these rows; int64."""
        return parting.numbered(part)

    def suspects(self, train: Features, rows: Rows, strength: float) -> list[Suspect]:
        """Pairs that are far less alike than the others, as the frozen base model sees them."""
        alike = metrics.cosines(train.values)
        found, distances = outliers(alike)
        low = np.median(alike)
        return [
            suspect(rows, at, label="", better="", strength=float(distances[at]))
            for at in found
            if alike[at] < low
        ]

    def judge(self, validation: Scored) -> PairsJudge:
        """A match is said from the cosine on that best tells the right texts of the validation rows
        from the most alike of the wrong ones.
        """
        found = Library(validation.targets).search(validation.scores)
        rivals = found.rival[np.isfinite(found.rival)]
        alike = np.concatenate([found.right, rivals]).astype(np.float64)
        truth = np.arange(len(alike)) < len(found.right)
        threshold = binary.best_threshold((1 + alike) / 2, truth)
        return PairsJudge(self.known, 2 * threshold - 1)


def _objective(params: MatchParams, judge: Any, together: Objective) -> Objective | Joint:
    if params.way == "cross":
        return together
    if params.aim == "value":
        return Value(judge)
    return Order(params.batch_size, judge)


def _alike(counted: Counter[str]) -> Refusal:
    if not counted:
        message, fix = msg("No row has two different texts and a target."), slots.MATCH.more
    else:
        message, fix = slots.MATCH.alike, slots.MATCH.others
    return Refusal(message, fix=fix, field=FIELD)
