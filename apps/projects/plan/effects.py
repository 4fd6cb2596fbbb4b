"""Storing what a run has found of an item's effect in a market. Nobody types an effect."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from apps.core.happenings import report
from apps.core.messages import Message
from apps.projects.domain import changes
from apps.projects.models import Project
from apps.projects.plan.models import Direction, ItemMarket, MeasuredEffect


@dataclass(frozen=True)
class Effect:
    """``estimate`` in ``unit`` between ``low`` and ``high`` (None: not known), as one ``sentence``
    says. ``source`` is the run's id, ``url`` its page, ``hash`` names the data it read.
    """

    estimate: float
    sentence: Message
    source: str
    low: float | None = None
    high: float | None = None
    unit: str = ""
    direction: str = ""
    url: str = ""
    hash: str = ""
    computed_at: datetime = field(default_factory=timezone.now)


@transaction.atomic
def store(project: Project, market: ItemMarket, effect: Effect) -> MeasuredEffect:
    """Store the effect for the item's market; what the same source said before is replaced.

    Raises ``ValueError`` for figures that are no effect: a mistake of the caller, not of a person.
    """
    _check(project, market, effect)
    held: ItemMarket = changes.locked(market)
    values = {
        "estimate": effect.estimate,
        "low": effect.low,
        "high": effect.high,
        "unit": effect.unit[:40],
        "direction": effect.direction,
        "sentence": effect.sentence.model_dump(mode="json"),
        "url": effect.url[:500],
        "hash": effect.hash[:64],
        "computed_at": effect.computed_at,
    }
    made, new = MeasuredEffect.objects.update_or_create(
        project=project, item_market=held, source=effect.source, defaults=values
    )
    held.save(update_fields=[])
    if new:
        report(
            "projects.effect.measured",
            project_id=project.pk,
            subject=held,
            estimate=effect.estimate,
            unit=made.unit,
            source=effect.source,
        )
    return made


def _check(project: Project, market: ItemMarket, effect: Effect) -> None:
    if market.project_id != project.pk:
        raise ValueError("the market belongs to another project")
    figures = [effect.estimate, effect.low, effect.high]
    if not all(one is None or math.isfinite(one) for one in figures):
        raise ValueError("an effect is made of finite numbers")
    if effect.low is not None and effect.high is not None and effect.low > effect.high:
        raise ValueError("the lower bound lies above the upper one")
    if effect.direction and effect.direction not in Direction.values:
        raise ValueError(f"'{effect.direction}' is no direction")
    if not effect.source or len(effect.source) > 80:
        raise ValueError("an effect names the run that it comes from")
