"""The chart of a model that tells intents: what another threshold would cost and bring."""

from __future__ import annotations

import numpy as np

from apps.core.messages import msg
from apps.engines.builtin.text_intent.evaluation import IntentEvaluation
from apps.engines.result import Axis, Chart, Series

CURVE_POINTS = 100


def trade(found: IntentEvaluation) -> Chart:
    """Accuracy in scope against recall out of scope, over all thresholds."""
    recalls, accuracies = curve(found)
    every = np.unique(np.linspace(0, len(recalls) - 1, CURVE_POINTS).round().astype(int))
    figures = found.figures
    chosen = [100 * (figures.recall.value if figures.recall else 0.0), 100 * figures.inside.value]
    return Chart(
        key="scope",
        title=msg("In scope against out of scope"),
        x=Axis(label=msg("Texts out of scope that are found out"), unit="%"),
        y=Axis(label=msg("Texts in scope that get their intent"), unit="%"),
        series=[
            Series(
                name=msg("Other thresholds"),
                kind="line",
                points=[[100 * float(recalls[at]), 100 * float(accuracies[at])] for at in every],
            ),
            Series(name=msg("The chosen threshold"), points=[chosen]),
        ],
        note=msg("The threshold was chosen on other rows than these."),
    )


def curve(found: IntentEvaluation) -> tuple[np.ndarray, np.ndarray]:
    """Recall out of scope and accuracy in scope at each threshold, the lowest first. Rows of the
    same score are turned away together.
    """
    outside = found.answers.outside
    right = ~outside & (found.answers.best == found.answers.labels)
    order = np.argsort(found.fits, kind="stable")
    low = found.fits[order]
    ends = np.flatnonzero(np.append(low[1:] > low[:-1], True)) + 1
    ends = np.append(0, ends)
    caught = np.append(0, np.cumsum(outside[order]))[ends]
    lost = np.append(0, np.cumsum(right[order]))[ends]
    return caught / outside.sum(), (right.sum() - lost) / (~outside).sum()
