"""The charts of a classifier: learning curve, reliability, coverage and accuracy."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from apps.core.messages import msg
from apps.engines.builtin.text import metrics
from apps.engines.builtin.text.run import Facts
from apps.engines.result import Axis, Chart, Series

CURVE_POINTS = 100


def all_of(facts: Facts) -> Iterator[Chart]:
    """Every chart that the run has points for."""
    yield coverage(facts)
    yield reliability(facts)
    if facts.trained is not None and len(facts.trained.curve) > 1:
        yield learning(facts)


def coverage(facts: Facts) -> Chart:
    """How accurate the model is if it answers only where it is most certain."""
    found = facts.evaluation
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


def reliability(facts: Facts) -> Chart:
    """Whether 80% means 80%."""
    found = facts.evaluation
    bins = metrics.reliability(found.confidence, found.right)
    return Chart(
        key="reliability",
        title=msg("Can the probabilities be trusted?"),
        x=Axis(label=msg("Probability that was said"), unit="%"),
        y=Axis(label=msg("Share that was right"), unit="%"),
        series=[
            Series(name=msg("Exactly as said"), kind="line", points=[[0.0, 0.0], [100.0, 100.0]]),
            Series(
                name=msg("Test rows"),
                points=[[100 * mean, 100 * share] for mean, share, _ in bins],
                labels=[str(count) for _, _, count in bins],
            ),
        ],
        note=msg("Points on the line: a probability of 80% is right in 80 of 100 cases."),
    )


def learning(facts: Facts) -> Chart:
    """Loss of learning and choosing rows by epoch."""
    assert facts.trained is not None  # noqa: S101 - for the type checker
    curve = facts.trained.curve
    return Chart(
        key="learning",
        title=msg("Learning curve"),
        x=Axis(label=msg("Epoch")),
        y=Axis(label=msg("Loss")),
        series=[
            Series(
                name=name,
                kind="line",
                points=[[float(epoch), entry[key]] for epoch, entry in enumerate(curve, 1)],
            )
            for key, name in (
                ("loss", msg("Rows to learn from")),
                ("validation_loss", msg("Rows to choose by")),
            )
        ],
    )
