"""What the plan says elsewhere: at a stage's gate, on the overview, and as facts of a market."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.messages import Message, Num, clipped, mark, msg, msgn
from apps.projects.access import role_of
from apps.projects.cards import Card, CardFigure, CardLink
from apps.projects.facts import MarketFact
from apps.projects.gates import GateAnswer, GateState
from apps.projects.models import MarketEntry, Project, Role
from apps.projects.plan.board import overdue
from apps.projects.plan.evidence import item_url
from apps.projects.plan.models import ItemMarket, ItemState, PlanItem

LATELY_DAYS = 90
NAMED = 3
OVER = (ItemState.RELEASED, ItemState.MEASURED, ItemState.DROPPED)


def gate(entry: MarketEntry) -> GateAnswer:
    """Met once whatever is planned for this market is released here, or dropped."""
    rows = ItemMarket.objects.filter(entry=entry).select_related("item")
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


def facts(entry: MarketEntry, on: date | None = None) -> list[MarketFact]:
    """How many items are released here, and of how many of them the effect was measured."""
    until = on or timezone.localdate()
    rows = ItemMarket.objects.filter(
        entry=entry, state=ItemMarket.State.RELEASED, released_on__lte=until
    )
    known = rows.aggregate(
        count=Count("pk", distinct=True),
        measured=Count("pk", filter=Q(effects__computed_at__date__lte=until), distinct=True),
        last=Max("released_on"),
    )
    if not known["count"]:
        return [MarketFact(key="projects.released", label=RELEASED, value=None)]
    shared: dict[str, Any] = {"year": known["last"].year, "url": _board(entry)}
    note = msg("The last was released on {day}.", day=known["last"].isoformat())
    return [
        MarketFact(key="projects.released", label=RELEASED, value=float(known["count"]), note=note,
                   **shared),
        MarketFact(key="projects.measured", label=MEASURED, style="percent",
                   value=known["measured"] / known["count"], **shared),
    ]  # fmt: skip


RELEASED = mark("Plan items released here")
MEASURED = mark("Of these with a measured effect")


def card(project: Project, user: Any) -> Card:
    """What is open, what is late, and what was released lately."""
    rows = PlanItem.objects.filter(project=project)
    today = timezone.localdate()
    since = timezone.now() - timedelta(days=LATELY_DAYS)
    late = overdue(rows, today)
    counts = rows.aggregate(
        all=Count("pk"),
        open=Count("pk", filter=~Q(state__in=OVER)),
        late=Count("pk", filter=~Q(state__in=OVER) & Q(target_on__lt=today)),
        lately=Count(
            "pk",
            filter=Q(state__in=(ItemState.RELEASED, ItemState.MEASURED), moved_at__gte=since),
        ),
    )
    url = reverse("projects:plan", args=[project.pk])
    items = reverse("projects:plan_items", args=[project.pk])
    if not counts["all"]:
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
    listed = list(late.order_by("target_on")[:NAMED]) if counts["late"] else []
    return Card(
        title=TITLE,
        icon="columns",
        url=url,
        figures=[
            CardFigure(msg("Open"), Num(value=counts["open"]), url),
            CardFigure(msg("Overdue"), Num(value=counts["late"]), f"{items}?late=on"),
            CardFigure(
                msg("Released in {days} days", days=LATELY_DAYS), Num(value=counts["lately"])
            ),
        ],
        links=[CardLink(row.title, item_url(row), _aimed(row)) for row in listed],
    )


TITLE = _("Product plan")


def _aimed(row: PlanItem) -> Message | str:
    return msg("planned for {day}", day=row.target_on.isoformat()) if row.target_on else ""
