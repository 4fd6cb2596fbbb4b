"""What has to be known of a classifier besides what holds for every text model."""

from __future__ import annotations

from collections.abc import Iterator

from apps.core.messages import msg, msgn
from apps.engines.builtin.text.cautions import caution, near_copies, noisy_labels, percent
from apps.engines.builtin.text.facts import Facts
from apps.engines.builtin.text_classify import cautions
from apps.engines.builtin.text_classify.single.evaluation import ClassEvaluation
from apps.engines.result import Warning as Caution


def every(facts: Facts[ClassEvaluation]) -> Iterator[Caution]:
    """Every caution that applies."""
    yield from cautions.classes(facts)
    yield from noisy_labels(facts)
    found = facts.evaluation
    if found.unseen:
        yield caution(
            "unseen_classes",
            msgn(
                "{count} test row has a class that no row to learn from has.",
                "{count} test rows have classes that no row to learn from has.",
                found.unseen,
            ),
            msg("They count as wrong. Label more texts of these classes."),
        )
    if found.accuracy_without_near is not None:
        message = msgn(
            "{count} test row is nearly the same as one that was learned from. Without it the"
            " accuracy is {share}.",
            "{count} test rows are nearly the same as ones that were learned from. Without them"
            " the accuracy is {share}.",
            int(found.near.sum()),
            share=percent(found.accuracy_without_near),
        )
        yield near_copies(facts, message)
