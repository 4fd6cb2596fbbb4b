"""What an overview counts of a project, in one query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from apps.projects.models import Membership, PlanItem, Project
from apps.projects.plan.models import OUT, OVER
from apps.projects.plan.whole import releases

LATELY_DAYS = 90


@dataclass(frozen=True)
class Counted:
    """Members; plan items in all, not over, of these past their day, and released lately."""

    members: int
    items: int
    open: int
    late: int
    lately: int


def counted(project: Project) -> Counted:
    """Counted once for each loaded project: more than one part of a page asks."""
    known: Counted | None = project.__dict__.get("_counted")
    if known is None:
        known = _count(project)
        project.__dict__["_counted"] = known
    return known


def _count(project: Project) -> Counted:
    own = PlanItem.objects.filter(project=OuterRef("pk"))
    going = own.exclude(state__in=OVER)
    since = timezone.now() - timedelta(days=LATELY_DAYS)
    out = own.filter(Exists(releases().filter(created_at__gte=since)), state__in=OUT)
    asked = {
        "members": Membership.objects.filter(project=OuterRef("pk")),
        "items": own,
        "open": going,
        "late": going.filter(target_on__lt=timezone.localdate()),
        "lately": out,
    }
    counts = {f"_{name}": _number(rows) for name, rows in asked.items()}
    row = Project.objects.filter(pk=project.pk).order_by().values(**counts).get()
    return Counted(**{name: row[f"_{name}"] for name in asked})


def _number(rows: QuerySet[Any]) -> Any:
    counted = rows.order_by().values("project").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)
