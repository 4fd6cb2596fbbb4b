"""What can happen to competitors and to what is seen of them."""

from __future__ import annotations

from apps.core.messages import mark
from apps.projects.collections.happenings import three

KINDS = (
    *three("research.competitor", mark("Competitor added"), mark("Competitor changed"),
           mark("Competitor deleted")),
    *three("research.price", mark("Price seen"), mark("Price corrected"), mark("Price deleted")),
    *three("research.feature", mark("Feature added"), mark("Feature changed"),
           mark("Feature deleted")),
    *three("research.featuremark", mark("Answer on a feature added"),
           mark("Answer on a feature changed"), mark("Answer on a feature deleted"),
           route="feature_mark"),
    *three("research.dimension", mark("Dimension added"), mark("Dimension changed"),
           mark("Dimension deleted")),
    *three("research.position", mark("Position added"), mark("Position changed"),
           mark("Position deleted")),
)  # fmt: skip
