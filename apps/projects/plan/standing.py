"""What the plan says elsewhere: at a stage's gate, on the overview, and as facts of a market."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, Max, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.messages import Num, clipped, mark, msg, msgn
from apps.projects.access import role_of
from apps.projects.cards import Card, CardFigure
from apps.projects.domain.counted import LATELY_DAYS, counted
from apps.projects.facts import MarketFact
from apps.projects.gates import GateAnswer, GateState
from apps.projects.models import MarketEntry, Project, Role
from apps.projects.plan.models import ItemMarket, ItemState, MeasuredEffect

NAMED = 3


def gate(entry: MarketEntry) -> GateAnswer:
    """Met once whatever is planned for this market is released here, or dropped."""
    rows = ItemMarket.objects.filter(entry=entry).select_related("item")
    rows = rows.only("state", "item__state", "item__title")
    planned = [row for row in rows if _is_planned(row)]
    released = sum(row.state == ItemMarket.State.RELEASED for row in rows)
    url = _board(entry)
    if planned:
        titles = [clipped(row.item.title, 60) for row in planned[:NAMED]]
        return GateAnswer(
            GateState.UNMET,
            msgn(
                "{count} item that is planned for this market is not released: {titles}.",
                "{count} items that are planned for this market are not released: {titles}.",
                len(planned),
                titles=titles + (["…"] if len(planned) > NAMED else []),
            ),
            msg("Release them, or drop them with a reason."),
            url,
        )
    if released:
        return GateAnswer(
            GateState.MET,
            msgn(
                "{count} item is released here, and nothing is left to be released.",
                "{count} items are released here, and nothing is left to be released.",
                released,
            ),
            url=url,
        )
    return GateAnswer(
        GateState.UNKNOWN,
        msg("Nothing is planned for this market."),
        msg("Plan what it needs."),
        url,
    )


def _is_planned(row: Any) -> bool:
    dropped = row.item.state == ItemState.DROPPED
    return bool(row.state == ItemMarket.State.PLANNED and not dropped)


def _board(entry: MarketEntry) -> str:
    address = reverse("projects:plan", args=[entry.project_id])
    return f"{address}?{urlencode({'market': entry.country})}"


def with_figures(entries: QuerySet[Any], on: date | None = None) -> QuerySet[Any]:
    """Market entries with what :func:`facts` tells of them, so that their page asks once."""
    until = on or timezone.localdate()
    rows = ItemMarket.objects.filter(
        entry=OuterRef("pk"), state=ItemMarket.State.RELEASED, released_on__lte=until
    )
    effects = MeasuredEffect.objects.filter(item_market=OuterRef("pk"))
    measured = rows.filter(Exists(effects.filter(computed_at__date__lte=until)))

    def figure(found: QuerySet[Any], what: Any) -> Subquery:
        return Subquery(found.order_by().values("entry").annotate(n=what).values("n"))

    return entries.annotate(
        plan_released=figure(rows, Count("pk")),
        plan_measured=figure(measured, Count("pk")),
        plan_last=figure(rows, Max("released_on")),
    )


def facts(entry: MarketEntry, on: date | None = None) -> list[MarketFact]:
    """How many items are released here, and of how many of them the effect was measured."""
    known: Any = entry
    if on is not None or not hasattr(entry, "plan_released"):
        known = with_figures(MarketEntry.objects.filter(pk=entry.pk), on).get()
    if not known.plan_released:
        return [MarketFact(key="projects.released", label=RELEASED, value=None)]
    last: date = known.plan_last
    shared: dict[str, Any] = {"year": last.year, "url": _board(entry)}
    note = msg("The last was released on {day}.", day=last.isoformat())
    return [
        MarketFact(key="projects.released", label=RELEASED, value=float(known.plan_released),
                   note=note, **shared),
        MarketFact(key="projects.measured", label=MEASURED, style="percent",
                   value=(known.plan_measured or 0) / known.plan_released, **shared),
    ]  # fmt: skip


RELEASED = mark("Plan items released here")
MEASURED = mark("Of these with a measured effect")


def card(project: Project, user: Any) -> Card:
    """What is open, what is late, and what was released lately."""
    url = reverse("projects:plan", args=[project.pk])
    items = reverse("projects:plan_items", args=[project.pk])
    found = counted(project)
    if not found.items:
        role = role_of(project, user)
        may = bool(role and role.covers(Role.EDITOR) and not project.archived_at)
        return Card(
            title=TITLE,
            icon="columns",
            url=url,
            empty=msg("Nothing is planned yet. Plan what customers, markets and the law ask for."),
            action_url=reverse("projects:plan_new", args=[project.pk, "item"]) if may else "",
            action_label=_("Add item"),
        )
    return Card(
        title=TITLE,
        icon="columns",
        url=url,
        figures=[
            CardFigure(msg("Open"), Num(value=found.open), url),
            CardFigure(msg("Overdue"), Num(value=found.late), f"{items}?late=on"),
            CardFigure(msg("Released in {days} days", days=LATELY_DAYS), Num(value=found.lately)),
        ],
    )


TITLE = _("Product plan")
