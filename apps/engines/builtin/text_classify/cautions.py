"""What has to be known of the classes or labels of a table."""

from __future__ import annotations

from collections.abc import Iterator

from apps.core.messages import msg, msgn
from apps.engines.builtin.text.cautions import caution
from apps.engines.builtin.text.facts import E, Facts
from apps.engines.result import Warning as Caution

UNEVEN = 20  # times the rows of the rarest class


def classes(facts: Facts[E]) -> Iterator[Caution]:
    """Conflicts, classes that were left out, and classes of very different sizes."""
    cleaned = facts.cleaned
    if cleaned.conflicts:
        yield caution(
            "conflicts",
            msgn(
                "{count} text has several classes, e.g. '{text}'. The most frequent was kept.",
                "{count} texts have several classes, e.g. '{text}'. The most frequent was kept.",
                len(cleaned.conflicts),
                text=cleaned.conflicts[0].text[:80],
            ),
            msg("Decide which class is right, and correct the table."),
        )
    if cleaned.rare:
        yield caution(
            "rare",
            msg(
                "Classes with too few rows were left out: {classes}.",
                classes=list(cleaned.rare)[:20],
            ),
            msg("The model can never answer with them. Label more such texts."),
        )
    counts = list(cleaned.classes.values())
    weighted = getattr(facts.params, "class_weights", False)
    if counts and counts[0] > UNEVEN * counts[-1] and not weighted:
        yield caution(
            "uneven",
            msg(
                "The classes are uneven: the largest has {most} rows, the smallest {least}.",
                most=counts[0],
                least=counts[-1],
            ),
            msg("Try 'Rare classes count more', and look at macro F1."),
            severe="info",
        )
