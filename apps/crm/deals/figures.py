"""The pipeline in figures: how much stands in each stage, by currency, and what is to be done."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Sum, When, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from apps.core import rendering
from apps.crm.deals.stages import label, stages
from apps.crm.models import Activity, Deal, DealStage

CARDS = 30  # that a column shows
MOST_ACTIVITIES = 50


@dataclass
class Column:
    """A stage of the board: how many deals it has, what they are worth, and the first of them."""

    stage: DealStage
    label: str
    count: int = 0
    sums: list[str] = field(default_factory=list)
    deals: list[Deal] = field(default_factory=list)


def board(project: Any) -> list[Column]:
    """The stages of a project with their deals, soonest first; those that ended are only counted
    for the last 90 days.
    """
    columns = {one.key: Column(one, label(one)) for one in stages(project.pk)}
    recent = timezone.localdate() - timedelta(days=90)
    rows = Deal.objects.filter(project=project).filter(
        Q(closed_on__isnull=True) | Q(closed_on__gte=recent)
    )
    counted = rows.order_by().values("stage__key", "currency")
    for one in counted.annotate(count=Count("pk"), total=Sum("amount")).order_by("currency"):
        column = columns[one["stage__key"]]
        column.count += one["count"]
        if one["total"] is not None:
            column.sums.append(rendering.money(one["total"], one["currency"]))
    order = [F("expected_on").asc(nulls_last=True), F("name").asc(), F("pk").asc()]
    number = Window(RowNumber(), partition_by=[F("stage")], order_by=order)
    shown = rows.select_related("company", "stage").annotate(number=number)
    for deal in shown.filter(number__lte=CARDS).order_by(*order):
        columns[deal.stage.key].deals.append(deal)
    return list(columns.values())


def due(project: Any) -> QuerySet[Activity]:
    """Activities that are open and have a day, the most urgent first."""
    rows: QuerySet[Activity] = Activity.objects.filter(
        project=project, done_at__isnull=True, due_on__isnull=False
    )
    return rows.select_related("owner", "contact", "company", "lead", "deal").order_by(
        "due_on", "created_at"
    )


def timeline(column: str, row: Any) -> list[Activity]:
    """Activities with a record: what is open first, then the newest."""
    rows = Activity.objects.filter(**{column: row}).select_related("owner")
    done = Case(When(done_at=None, then=0), default=1, output_field=IntegerField())
    due = Case(When(done_at=None, then="due_on"))  # of what is open
    ordered = rows.order_by(done, due.asc(nulls_last=True), "-created_at")
    return list(ordered[:MOST_ACTIVITIES])


def late(activity: Activity) -> bool:
    """Whether it should have been done by now."""
    return bool(
        activity.due_on and activity.done_at is None and activity.due_on < timezone.localdate()
    )
