"""What has to be known of a model that gives several labels, besides what holds for all."""

from __future__ import annotations

from collections.abc import Iterator

from apps.core.messages import msg, msgn
from apps.engines.builtin.text.cautions import caution, near_copies, noisy_labels, percent
from apps.engines.builtin.text.facts import Facts
from apps.engines.builtin.text_classify import cautions
from apps.engines.builtin.text_classify.multilabel.evaluation import LabelEvaluation
from apps.engines.builtin.text_classify.multilabel.labels import labels_of
from apps.engines.result import Warning as Caution


def every(facts: Facts[LabelEvaluation]) -> Iterator[Caution]:
    """Every caution that applies."""
    yield from cautions.classes(facts)
    yield from noisy_labels(facts)
    found = facts.evaluation
    if all(len(labels_of(label)) < 2 for label in facts.cleaned.rows.labels):
        yield caution(
            "never_several",
            msg("No text has more than one label."),
            msg("Look at 'Between labels'; where it is right, choose one class for each text."),
        )
    strange = int((found.judged.strange > 0).sum())
    if strange:
        yield caution(
            "unseen_classes",
            msgn(
                "{count} test row has a class that no row to learn from has.",
                "{count} test rows have classes that no row to learn from has.",
                strange,
            ),
            msg("They count as wrong. Label more texts of these classes."),
        )
    if found.micro_f1_without_near is not None:
        message = msgn(
            "{count} test row is nearly the same as one that was learned from. Without it the"
            " micro F1 is {share}.",
            "{count} test rows are nearly the same as ones that were learned from. Without them"
            " the micro F1 is {share}.",
            int(found.near.sum()),
            share=percent(found.micro_f1_without_near),
        )
        yield near_copies(facts, message)
