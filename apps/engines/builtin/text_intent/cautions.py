"""What has to be known of a model that tells intents, besides what holds for all."""

from __future__ import annotations

from collections.abc import Iterator

from apps.core.messages import msg, msgn
from apps.engines.builtin.text.cautions import caution, near_copies, noisy_labels, percent
from apps.engines.builtin.text.facts import Facts
from apps.engines.builtin.text_classify import cautions
from apps.engines.builtin.text_intent.evaluation import IntentEvaluation
from apps.engines.result import Warning as Caution

FEW_OUTSIDE = 30  # rows out of scope, below which their figures are rough


def every(facts: Facts[IntentEvaluation]) -> Iterator[Caution]:
    """Every caution that applies."""
    yield from cautions.classes(facts)
    yield from noisy_labels(facts)
    yield from _scope(facts.evaluation)
    found = facts.evaluation
    if found.classes.unseen:
        yield caution(
            "unseen_classes",
            msgn(
                "{count} test row has a class that no row to learn from has.",
                "{count} test rows have classes that no row to learn from has.",
                found.classes.unseen,
            ),
            msg("They count as wrong. Label more texts of these classes."),
        )
    if found.overall_without_near is not None:
        message = msgn(
            "{count} test row is nearly the same as one that was learned from. Without it the"
            " accuracy is {share}.",
            "{count} test rows are nearly the same as ones that were learned from. Without them"
            " the accuracy is {share}.",
            int(found.near.sum()),
            share=percent(found.overall_without_near),
        )
        yield near_copies(facts, message)


def _scope(found: IntentEvaluation) -> Iterator[Caution]:
    count = int(found.answers.outside.sum())
    if not count:
        yield caution(
            "never_outside",
            msg("No test row is out of scope, so nothing is known of how many such are found."),
            msg("Collect some texts that no intent fits, and mark them."),
        )
    elif count < FEW_OUTSIDE:
        yield caution(
            "few_outside",
            msgn(
                "Only {count} test row is out of scope: what is said of such rows is rough.",
                "Only {count} test rows are out of scope: what is said of such rows is rough.",
                count,
            ),
            msg("Read the intervals, not the figures alone."),
            severe="info",
        )
