"""Storing what a run has found of an item's effect in a market. Nobody types an effect.

A run that is linked to an item as evidence tells of its markets (:func:`take`); once the link is
gone, so is what it told (:func:`remove`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import CountryName, Message
from apps.projects.access import membership_of, require
from apps.projects.domain import changes
from apps.projects.models import Project, Role
from apps.projects.plan.models import Direction, ItemMarket, MeasuredEffect, PlanItem
from apps.reference import countries


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


@dataclass(frozen=True)
class Finding:
    """An effect in a ``market``, as the run's table calls it; '' where it knows no markets."""

    market: str
    effect: Effect


@dataclass(frozen=True)
class Taken:
    """How many effects were stored, and the markets of which the item knows nothing."""

    stored: int = 0
    unknown: tuple[str | CountryName, ...] = ()


@transaction.atomic
def take(item: PlanItem, findings: Iterable[Finding]) -> Taken:
    """Store what a run has found for the markets of the item. The effect of a run that knows no
    markets is that of the item's only one. Of two findings for a market the first counts.
    """
    changes.locked(item)
    rows = ItemMarket.objects.filter(item=item).exclude(state=ItemMarket.State.DROPPED)
    markets = {row.entry.country: row for row in rows.select_related("entry")}
    done: set[str] = set()
    unknown: list[str | CountryName] = []
    for finding in findings:
        code = _code(finding.market) if finding.market else "".join([*markets][:1])
        if code not in markets or (not finding.market and len(markets) > 1):
            unknown.append(CountryName(country=code) if finding.market and code else finding.market)
        elif code not in done:
            done.add(code)
            store(item.project, markets[code], finding.effect)
    return Taken(len(done), tuple(unknown))


def _code(name: str) -> str:
    """The country's alpha-3 code; '' for what is surely none."""
    found = countries.match(name)
    return (found.iso3 or "") if found.certain else ""


@transaction.atomic
def remove(item: PlanItem, source: str, actor: User) -> None:
    """Forget what a run has found for the markets of the item (editor)."""
    require(membership_of(actor, item.project_id), Role.EDITOR)
    changes.locked(item)
    rows = MeasuredEffect.objects.filter(item_market__item=item, source=source)
    for effect in rows.select_related("item_market__entry"):
        market = effect.item_market
        effect.delete()
        market.save(update_fields=[])
        report(
            "projects.effect.removed",
            actor=actor,
            project_id=item.project_id,
            subject=market,
            estimate=effect.estimate,
            unit=effect.unit,
            source=source,
        )


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
