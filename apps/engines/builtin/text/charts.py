"""The charts that several kinds of text models have: learning curve and reliability."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from apps.core.messages import Message, msg
from apps.engines.builtin.text.facts import Learned
from apps.engines.result import Axis, Chart, Series


def learning(facts: Learned) -> Iterator[Chart]:
    """Loss of learning and choosing rows by epoch, if there were several."""
    if facts.trained is None or len(facts.trained.curve) < 2:
        return
    yield Chart(
        key="learning",
        title=msg("Learning curve"),
        x=Axis(label=msg("Epoch")),
        y=Axis(label=msg("Loss")),
        series=[
            Series(
                name=name,
                kind="line",
                points=[
                    [float(epoch), entry[key]] for epoch, entry in enumerate(facts.trained.curve, 1)
                ],
            )
            for key, name in (
                ("loss", msg("Rows to learn from")),
                ("validation_loss", msg("Rows to choose by")),
            )
        ],
    )


def reliability(bins: Sequence[tuple[float, float, int]], points: Message, note: Message) -> Chart:
    """Whether 80% means 80%: ``bins`` as :func:`metrics.reliability` gives them."""
    return Chart(
        key="reliability",
        title=msg("Can the probabilities be trusted?"),
        x=Axis(label=msg("Probability that was said"), unit="%"),
        y=Axis(label=msg("Share that was right"), unit="%"),
        series=[
            Series(name=msg("Exactly as said"), kind="line", points=[[0.0, 0.0], [100.0, 100.0]]),
            Series(
                name=points,
                points=[[100 * mean, 100 * share] for mean, share, _ in bins],
                labels=[str(count) for _, _, count in bins],
            ),
        ],
        note=note,
    )
