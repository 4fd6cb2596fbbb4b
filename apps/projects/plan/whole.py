"""An item with all that its moves and its page ask of it, read once."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery, prefetch_related_objects

from apps.projects.plan.models import (
    ItemMarket,
    ItemMove,
    ItemState,
    MeasuredEffect,
    Pilot,
    PlanItem,
)

EFFECT = ("estimate", "low", "high", "unit", "sentence", "url", "computed_at")


def with_effect(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Markets of items with their newest measured effect as ``effect_…``: null without one."""
    newest = MeasuredEffect.objects.filter(item_market=OuterRef("pk"))
    newest = newest.order_by("-computed_at", "-created_at")
    return rows.annotate(**{f"effect_{name}": Subquery(newest.values(name)[:1]) for name in EFFECT})


def releases() -> QuerySet[ItemMove]:
    """Of the item around it, the steps by which it was released."""
    found: QuerySet[ItemMove] = ItemMove.objects.filter(
        item=OuterRef("pk"), from_state=ItemState.PILOT, to_state=ItemState.RELEASED
    )
    return found


def newest_effects() -> QuerySet[MeasuredEffect]:
    """Of each market of an item the effect that counts."""
    own = MeasuredEffect.objects.filter(item_market=OuterRef("item_market"))
    newest = own.order_by("-computed_at", "-created_at").values("pk")[:1]
    found: QuerySet[MeasuredEffect] = MeasuredEffect.objects.filter(pk=Subquery(newest))
    return found


def load(item: PlanItem) -> PlanItem:
    """Read the criteria, the markets with their newest effect, and the pilots, newest first; what
    was read already is not read again.
    """
    markets = with_effect(ItemMarket.objects.select_related("entry").order_by("entry__country"))
    pilots = Pilot.objects.order_by("-starts_on", "-created_at")
    prefetch_related_objects(
        [item], "verifications", Prefetch("markets", markets), Prefetch("markets__pilots", pilots)
    )
    return item


def effect_of(market: Any) -> dict[str, Any] | None:
    """The newest measured effect of a market that :func:`with_effect` has read."""
    if market.effect_estimate is None:
        return None
    return {name: getattr(market, f"effect_{name}") for name in EFFECT}
