"""How good intents are told, and texts that none fits, on rows that nothing was chosen by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from apps.core.messages import msg
from apps.engines.builtin.text import evaluation, metrics
from apps.engines.builtin.text.metrics import Interval
from apps.engines.builtin.text.task import Scored
from apps.engines.builtin.text_classify.single.evaluation import ClassEvaluation, ClassJudge
from apps.engines.builtin.text_intent.scope import Said, Scope, auroc
from apps.engines.contract import Refusal


@dataclass(frozen=True)
class Answers:
    """What was said of n rows: whether each is truly ``outside`` and was ``turned`` away, the best
    intent (n,) and the true one, -1 where it is outside or was not learned.
    """

    outside: np.ndarray
    turned: np.ndarray
    best: np.ndarray
    labels: np.ndarray

    @cached_property
    def right(self) -> np.ndarray:
        """(n,) the right intent was said, or rightly none."""
        return np.asarray(
            np.where(self.outside, self.turned, ~self.turned & (self.best == self.labels))
        )


@dataclass(frozen=True)
class Figures:
    """Shares. ``inside`` is of rows in scope that got their intent, ``answered`` of those that got
    any, ``recall`` of rows out of scope that were found out, ``precision`` of rows that were turned
    away and should have been. None where there are no such rows.
    """

    inside: Interval
    answered: Interval
    right_if_answered: Interval | None
    recall: Interval | None
    precision: Interval | None
    f1: float | None
    auroc: float | None


@dataclass(frozen=True, kw_only=True)
class IntentEvaluation(evaluation.Evaluation):
    """Figures of the test rows. ``classes`` judges the rows in scope as if none were turned away.
    ``gain`` is the share of rows that are answered rightly less the probe's, each with a score and
    a threshold of its own; the probe has no centres.
    """

    outside: str
    scope: Scope
    answers: Answers
    fits: np.ndarray
    chances: np.ndarray
    figures: Figures
    overall: Interval
    probe_overall: float
    classes: ClassEvaluation
    overall_without_near: float | None

    @property
    def names(self) -> list[str]:
        """The intents."""
        return self.classes.names


@dataclass(frozen=True)
class IntentJudge:
    """Judges scores (n, intents) by the scope that validation rows chose for model and probe."""

    outside: str
    scope: Scope
    probe: Scope | None
    classes: ClassJudge

    def __call__(self, test: Scored, *, near: np.ndarray, seed: int) -> IntentEvaluation:
        strange = self._strange(test)
        said = Said(test.scores, test.values)
        answers = answered(self.scope, said, test.targets, strange)
        other, gain = answers, None
        if test.probe is not None and self.probe is not None:
            other = answered(self.probe, Said(test.probe), test.targets, strange)
            gain = metrics.paired_difference(answers.right, other.right, seed=seed)
        inside = np.flatnonzero(~strange)
        if not len(inside):
            raise Refusal(
                msg("Parted like this, every row to test on is out of scope."),
                fix=msg("Use more rows, or leave the time and what belongs together empty."),
                field="data.label",
            )
        fits = self.scope.fits(said)
        return IntentEvaluation(
            rows=test.rows,
            near=near,
            gain=gain,
            outside=self.outside,
            scope=self.scope,
            answers=answers,
            fits=fits,
            chances=self.scope.chances(test.scores),
            figures=figures(answers, fits, seed=seed),
            overall=share(answers.right, seed=seed),
            probe_overall=float(other.right.mean()),
            classes=self.classes(test.take(inside), near=near[inside], seed=seed),
            overall_without_near=float(answers.right[~near].mean())
            if near.any() and not near.all()
            else None,
        )

    def right(self, scored: Scored) -> np.ndarray:
        """(n,) whether the right intent is said, or rightly none."""
        said = Said(scored.scores, scored.values)
        return answered(self.scope, said, scored.targets, self._strange(scored)).right

    def _strange(self, scored: Scored) -> np.ndarray:
        return np.array([bool(self.outside) and self.outside == one for one in scored.rows.labels])


def answered(scope: Scope, said: Said, labels: np.ndarray, outside: np.ndarray) -> Answers:
    """What is answered to rows whose ``labels`` (n,) and whether they are ``outside`` are known."""
    return Answers(outside, scope.outside(said), said.scores.argmax(axis=1), labels)


def figures(answers: Answers, fits: np.ndarray, *, seed: int) -> Figures:
    """All shares with 95 % intervals over redrawn rows of the kind they are shares of."""
    outside, turned, right = answers.outside, answers.turned, answers.right
    said = ~outside & ~turned
    recall, precision = (
        share(values, seed=seed) if outside.any() and len(values) else None
        for values in (turned[outside], outside[turned])
    )
    both = (recall.value if recall else 0.0) + (precision.value if precision else 0.0)
    return Figures(
        inside=share(right[~outside], seed=seed),
        answered=share(~turned[~outside], seed=seed),
        right_if_answered=share(right[said], seed=seed) if said.any() else None,
        recall=recall,
        precision=precision,
        f1=2 * recall.value * precision.value / both if recall and precision and both else None,
        auroc=auroc(fits, outside) if outside.any() else None,
    )


def share(found: np.ndarray, *, seed: int) -> Interval:
    """The share that is true of n > 0 rows, with its interval."""
    values = found.astype(np.float64)
    draws = np.array([values[rows].mean() for rows in metrics.resamples(len(values), seed=seed)])
    return metrics.interval(float(values.mean()), draws)
