"""What the list of predictions can be narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.rendering import render
from apps.jobs.domain import queries
from apps.research.predictions.models import Prediction, PredictionSet

STATES = [
    ("waiting", pgettext_lazy("prediction", "Waiting")),
    ("overdue", pgettext_lazy("prediction", "Overdue")),
    ("inside", pgettext_lazy("prediction", "Inside")),
    ("outside", pgettext_lazy("prediction", "Outside")),
    ("hindsight", pgettext_lazy("prediction", "With hindsight")),
]


def in_state(rows: QuerySet[Prediction], state: str) -> QuerySet[Prediction]:
    """Predictions in one of :data:`STATES`."""
    today = timezone.localdate()
    match state:
        case "waiting":
            waits = Q(ends_on=None) | Q(ends_on__gte=today)
            return rows.filter(waits, actual=None, hindsight=False)
        case "overdue":
            return rows.filter(actual=None, hindsight=False, ends_on__lt=today)
        case "hindsight":
            return rows.filter(hindsight=True)
    return rows.filter(hindsight=False, inside=state == "inside")


class PredictionFilter(django_filters.FilterSet):
    """By words, state, engine and run."""

    q = django_filters.CharFilter(
        label=_("Search"), method="search", widget=forms.TextInput(attrs={"type": "search"})
    )
    state = django_filters.ChoiceFilter(
        label=_("State"), method="standing", choices=STATES, empty_label=_("All")
    )
    engine = django_filters.ChoiceFilter(
        label=_("Engine"), field_name="kept__engine_key", choices=[], empty_label=_("All engines")
    )

    class Meta:
        model = Prediction
        fields = ("q", "state", "engine")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        project = getattr(self.request, "project", None)
        keys = PredictionSet.objects.filter(project=project).order_by("engine_key")
        self.filters["engine"].extra["choices"] = [
            (key, render(queries.engine_label(key)))
            for key in keys.values_list("engine_key", flat=True).distinct()
        ]

    def search(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        text = value.strip()
        return queryset.filter(
            Q(market__icontains=text) | Q(period__icontains=text) | Q(kept__target__icontains=text)
            | Q(kept__title__icontains=text)
        )  # fmt: skip

    def standing(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return in_state(queryset, value)
