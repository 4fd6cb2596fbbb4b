"""What can happen to competitors and to what is seen of them."""

from __future__ import annotations

from apps.core.catalogue import EventKind, Subject
from apps.core.messages import mark


def _three(
    noun: str, created: str, updated: str, deleted: str, route: str = ""
) -> tuple[EventKind, ...]:
    model, name = f"research.{noun}", route or noun
    here, gone = Subject(model, f"api:{name}", f"{name}_id"), Subject(model)
    kinds = (("created", created, here), ("updated", updated, here), ("deleted", deleted, gone))
    return tuple(
        EventKind(f"research.{noun}.{verb}", label, webhook=True, subject=subject)
        for verb, label, subject in kinds
    )


KINDS = (
    *_three("competitor", mark("Competitor added"), mark("Competitor changed"),
            mark("Competitor deleted")),
    *_three("price", mark("Price seen"), mark("Price corrected"), mark("Price deleted")),
    *_three("feature", mark("Feature added"), mark("Feature changed"), mark("Feature deleted")),
    *_three("featuremark", mark("Answer on a feature added"), mark("Answer on a feature changed"),
            mark("Answer on a feature deleted"), route="feature_mark"),
    *_three("dimension", mark("Dimension added"), mark("Dimension changed"),
            mark("Dimension deleted")),
    *_three("position", mark("Position added"), mark("Position changed"),
            mark("Position deleted")),
)  # fmt: skip
