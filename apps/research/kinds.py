"""What can happen to competitors and to what is seen of them."""

from __future__ import annotations

from apps.core.catalogue import EventKind, Subject
from apps.core.messages import mark


def _three(noun: str, created: str, updated: str, deleted: str) -> tuple[EventKind, ...]:
    subject = Subject(f"research.{noun}")
    kinds = (("created", created), ("updated", updated), ("deleted", deleted))
    return tuple(
        EventKind(f"research.{noun}.{verb}", label, webhook=True, subject=subject)
        for verb, label in kinds
    )


KINDS = (
    *_three("competitor", mark("Competitor added"), mark("Competitor changed"),
            mark("Competitor deleted")),
    *_three("price", mark("Price seen"), mark("Price corrected"), mark("Price deleted")),
    *_three("feature", mark("Feature added"), mark("Feature changed"), mark("Feature deleted")),
    *_three("featuremark", mark("Answer on a feature added"), mark("Answer on a feature changed"),
            mark("Answer on a feature deleted")),
    *_three("dimension", mark("Dimension added"), mark("Dimension changed"),
            mark("Dimension deleted")),
    *_three("position", mark("Position added"), mark("Position changed"),
            mark("Position deleted")),
)  # fmt: skip
