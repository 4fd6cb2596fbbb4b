"""What has to be known of a comparison besides what holds for every text model."""

from __future__ import annotations

from collections.abc import Iterator

from apps.core.messages import msg, msgn
from apps.engines.builtin.text.cautions import caution, near_copies, noisy_labels, percent
from apps.engines.builtin.text.facts import Facts
from apps.engines.builtin.text_match.evaluation import E
from apps.engines.builtin.text_match.words import FIGURES
from apps.engines.result import Warning as Caution

KEPT = {
    "first": msg("Only rows with the same first text were kept together."),
    "second": msg("Only rows with the same second text were kept together."),
    "rows": msg("Rows were parted one by one."),
}


def every(facts: Facts[E]) -> Iterator[Caution]:
    """Every caution that applies."""
    yield from _parted(facts)
    yield from _cleaned(facts)
    if facts.label:
        yield from noisy_labels(facts)
    found = facts.evaluation
    if found.without_near is not None:
        figure = FIGURES[found.main]
        message = msgn(
            "{count} test pair is nearly the same as one that was learned from. Without it:"
            " {figure} {value}.",
            "{count} test pairs are nearly the same as ones that were learned from. Without them:"
            " {figure} {value}.",
            int(found.near.sum()),
            figure=figure.label,
            value=figure.num(found.without_near),
        )
        yield near_copies(facts, message)


def _parted(facts: Facts[E]) -> Iterator[Caution]:
    found = facts.evaluation
    if facts.how in KEPT:
        yield caution(
            "hang_together",
            msg(
                "{share} of the rows hang together through shared texts, too many to part fairly."
                " {kept}",
                share=percent(found.linked.largest),
                kept=KEPT[facts.how],
            ),
            msg("Leave out texts that stand in very many pairs."),
        )
    if found.shared:
        yield caution(
            "shared_texts",
            msgn(
                "{count} test row has a text that was learned from, so the test is easier than new"
                " texts are.",
                "{count} test rows have a text that was learned from, so the test is easier than"
                " new texts are.",
                found.shared,
            ),
            severe="serious" if found.shared > len(found.rows) / 2 else "warn",
        )


def _cleaned(facts: Facts[E]) -> Iterator[Caution]:
    cleaned = facts.cleaned
    if cleaned.left.alike:
        yield caution(
            "same_text",
            msgn(
                "{count} pair of a text with itself was left out.",
                "{count} pairs of a text with itself were left out.",
                cleaned.left.alike,
            ),
            severe="info",
        )
    if cleaned.conflicts:
        yield caution(
            "conflicts",
            msgn(
                "{count} pair has several targets, e.g. that of '{text}'. The most frequent one or"
                " the mean was kept.",
                "{count} pairs have several targets, e.g. that of '{text}'. The most frequent one"
                " or the mean was kept.",
                len(cleaned.conflicts),
                text=cleaned.conflicts[0].text[:80],
            ),
            msg("Decide which target is right, and correct the table."),
        )
