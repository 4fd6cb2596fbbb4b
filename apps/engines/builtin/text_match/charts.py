"""The charts of a comparison: what is found at which cost, predicted and true numbers."""

from __future__ import annotations

import numpy as np

from apps.core.messages import msg
from apps.engines.builtin.text import charts
from apps.engines.builtin.text_match.evaluation import (
    COSINE,
    LabelEvaluation,
    PairsEvaluation,
    ScoreEvaluation,
)
from apps.engines.builtin.text_match.metrics import Cuts
from apps.engines.builtin.text_match.words import WAYS
from apps.engines.result import Axis, Chart, Series

CURVE_POINTS = 100
MOST_POINTS = 1000
RANKS = 20
SHOWN_TEXT = 40


def roc(found: LabelEvaluation) -> Chart:
    """Matches that are found against false alarms, at every threshold."""
    series = [Series(name=msg("This model"), kind="line", points=_roc(found.truth, found.answers))]
    if found.gain is not None:
        points = _roc(found.truth, found.frozen)
        series.append(Series(name=WAYS[COSINE], kind="line", points=points))
    return Chart(
        key="roc",
        title=msg("Found and false alarms"),
        x=Axis(label=msg("False alarms among what does not match"), unit="%"),
        y=Axis(label=msg("Matches that are found"), unit="%"),
        series=series,
        note=msg("The further to the upper left, the better."),
    )


def _roc(truth: np.ndarray, scores: np.ndarray) -> list[list[float | str | None]]:
    hits, misses = Cuts(truth, scores).counts(np.ones((1, len(truth))))
    found = np.append(0, hits[0]) / hits[0, -1]
    false = np.append(0, misses[0]) / misses[0, -1]
    every = np.unique(np.linspace(0, len(found) - 1, CURVE_POINTS).round().astype(int))
    return [[100 * float(false[at]), 100 * float(found[at])] for at in every]


def reliability(found: LabelEvaluation) -> Chart:
    """Whether 80% means 80%."""
    return charts.reliability(
        found.bins,
        msg("Test pairs"),
        msg("Points on the line: of pairs with a probability of 80%, 80 in 100 match."),
    )


def against_true(found: ScoreEvaluation, label: str) -> Chart:
    """True numbers over answers."""
    order = np.argsort(found.answers, kind="stable")
    places = np.linspace(0, len(order) - 1, min(MOST_POINTS, len(order))).round().astype(int)
    shown = order[np.unique(places)]
    other = found.rows.others or []
    ends = [float(min(found.true.min(), found.answers.min()))]
    ends.append(float(max(found.true.max(), found.answers.max())))
    return Chart(
        key="predicted-true",
        title=msg("Predicted and true"),
        x=Axis(label=msg("Predicted"), unit=found.unit),
        y=Axis(label=label, unit=found.unit),
        series=[
            Series(name=msg("Exactly as said"), kind="line", points=[[end, end] for end in ends]),
            Series(
                name=msg("Test pairs"),
                points=[[float(found.answers[at]), float(found.true[at])] for at in shown],
                labels=[
                    f"{found.rows.texts[at][:SHOWN_TEXT]} | {other[at][:SHOWN_TEXT]}"
                    for at in shown
                ],
            ),
        ],
        note=msg("The nearer to the line, the better the answer."),
    )


def recall(found: PairsEvaluation) -> Chart:
    """How often the right text is among the nearest ones, the more are looked at."""
    lines = [(msg("This model"), found.search)]
    if found.gain is not None:
        lines.append((WAYS[COSINE], found.frozen))
    return Chart(
        key="recall",
        title=msg("How far down the right text is"),
        x=Axis(label=msg("Texts that are looked at")),
        y=Axis(label=msg("The right one is among them"), unit="%"),
        series=[
            Series(
                name=name,
                kind="line",
                points=[
                    [float(at), 100 * float(np.mean(search.ranks <= at))]
                    for at in range(1, RANKS + 1)
                ],
            )
            for name, search in lines
        ],
    )
