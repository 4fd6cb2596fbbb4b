"""The charts of a model that tells numbers: predicted and true, and what is left over."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from apps.core.messages import Message, msg
from apps.engines.builtin.text import charts
from apps.engines.builtin.text.facts import Facts
from apps.engines.builtin.text_regress.evaluation import NumberEvaluation
from apps.engines.result import Axis, Chart, Series

MOST_POINTS = 1000
SHOWN_TEXT = 60


def every(facts: Facts[NumberEvaluation]) -> Iterator[Chart]:
    """Every chart that the run has points for."""
    yield against_true(facts)
    yield residuals(facts.evaluation)
    yield from charts.learning(facts)


def against_true(facts: Facts[NumberEvaluation]) -> Chart:
    """True numbers over predicted ones (Piñeiro et al. 2008): perfect ones lie on the line."""
    found, unit = facts.evaluation, facts.evaluation.scale.unit
    both = np.concatenate([found.true, found.predicted])
    ends = [float(both.min()), float(both.max())]
    return Chart(
        key="predicted-true",
        title=msg("Predicted and true"),
        x=Axis(label=msg("Predicted"), unit=unit),
        y=Axis(label=facts.label, unit=unit),
        series=[
            Series(name=msg("Exactly as said"), kind="line", points=[[end, end] for end in ends]),
            _points(found, found.true),
        ],
        note=_note(found, msg("The nearer to the line, the better the answer.")),
    )


def residuals(found: NumberEvaluation) -> Chart:
    """What is left over, along the answer: a good model leaves no pattern."""
    unit, radius = found.scale.unit, found.coverage.radius
    ends = [float(found.predicted.min()), float(found.predicted.max())]
    return Chart(
        key="residuals",
        title=msg("What is left over"),
        x=Axis(label=msg("Predicted"), unit=unit),
        y=Axis(label=msg("True less predicted"), unit=unit),
        series=[
            Series(
                name=msg("Interval"), kind="band", points=[[end, -radius, radius] for end in ends]
            ),
            _points(found, found.residuals),
        ],
        note=_note(found, msg("A slope or a funnel means that the model misses something.")),
    )


def _points(found: NumberEvaluation, y: np.ndarray) -> Series:
    shown = _shown(found)
    return Series(
        name=msg("Test rows"),
        points=[[float(found.predicted[at]), float(y[at])] for at in shown],
        labels=[found.rows.texts[at][:SHOWN_TEXT] for at in shown],
    )


def _shown(found: NumberEvaluation) -> np.ndarray:
    """Positions of the rows that are drawn, evenly over the answers, in their order."""
    order = np.argsort(found.predicted, kind="stable")
    every_so_many = np.linspace(0, len(order) - 1, min(MOST_POINTS, len(order)))
    return np.asarray(order[np.unique(every_so_many.round().astype(int))])


def _note(found: NumberEvaluation, meaning: Message) -> Message:
    if len(found.rows) <= MOST_POINTS:
        return meaning
    return msg(
        "{meaning} {shown} of {rows} test rows are drawn.",
        meaning=meaning,
        shown=MOST_POINTS,
        rows=len(found.rows),
    )
