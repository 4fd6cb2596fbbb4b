"""What the audit trail can be narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from apps.events.models import AuditEntry
from apps.events.words import kind_name


class AuditFilter(django_filters.FilterSet):
    """By words, by what happened, by person, and by day."""

    q = django_filters.CharFilter(
        label=_("Search"), method="search", widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = django_filters.ChoiceFilter(label=_("What"), choices=[], empty_label=_("Everything"))
    who = django_filters.ChoiceFilter(
        label=_("Who"), field_name="actor_label", choices=[], empty_label=_("Anybody")
    )
    since = django_filters.DateFilter(
        label=_("From"),
        field_name="created_at",
        lookup_expr="date__gte",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    until = django_filters.DateFilter(
        label=_("To"),
        field_name="created_at",
        lookup_expr="date__lte",
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    class Meta:
        model = AuditEntry
        fields = ("q", "kind", "who", "since", "until")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.queryset.order_by()
        kinds = rows.values_list("kind", flat=True).distinct()
        people = rows.exclude(actor_label="").values_list("actor_label", flat=True).distinct()
        self.filters["kind"].extra["choices"] = sorted(
            ((kind, kind_name(kind)) for kind in kinds), key=lambda pair: pair[1].casefold()
        )
        self.filters["who"].extra["choices"] = [
            (who, who) for who in sorted(people, key=str.casefold)
        ]

    def search(self, queryset: QuerySet[AuditEntry], name: str, value: str) -> QuerySet[AuditEntry]:
        words = value.strip()
        return queryset.filter(
            Q(subject_label__icontains=words)
            | Q(actor_label__icontains=words)
            | Q(kind__icontains=words)
        )
