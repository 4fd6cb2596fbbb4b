"""The charts of a classifier: coverage and accuracy, reliability."""

from __future__ import annotations

import numpy as np

from apps.core.messages import msg
from apps.engines.builtin.text import charts, metrics
from apps.engines.builtin.text_classify.single.evaluation import ClassEvaluation
from apps.engines.result import Axis, Chart, Series

CURVE_POINTS = 100


def coverage(found: ClassEvaluation) -> Chart:
    """How accurate the model is if it answers only where it is most certain."""
    shares, accuracies = metrics.coverage(found.confidence, found.right)
    every = np.unique(np.linspace(0, len(shares) - 1, CURVE_POINTS).round().astype(int))
    return Chart(
        key="coverage",
        title=msg("If only sure answers count"),
        x=Axis(label=msg("Share of texts that are answered"), unit="%"),
        y=Axis(label=msg("Accuracy among them"), unit="%"),
        series=[
            Series(
                name=msg("Accuracy"),
                kind="line",
                points=[[100 * float(shares[at]), 100 * float(accuracies[at])] for at in every],
            )
        ],
        note=msg("Leave uncertain texts to a person, and the rest is right this often."),
    )


def reliability(found: ClassEvaluation) -> Chart:
    """Whether 80% means 80%."""
    return charts.reliability(
        metrics.reliability(found.confidence, found.right),
        msg("Test rows"),
        msg("Points on the line: a probability of 80% is right in 80 of 100 cases."),
    )
