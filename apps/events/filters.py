"""What the audit trail can be narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from apps.core.api.columns import MomentFilter
from apps.core.catalogue import name_of
from apps.core.counting import values_of
from apps.core.means import Channel, Via
from apps.events.models import AuditEntry


class AuditFilter(django_filters.FilterSet):
    """By words, by what happened, by person, and by day."""

    q = django_filters.CharFilter(
        label=_("Search"), method="search", widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = django_filters.ChoiceFilter(label=_("What"), choices=[], empty_label=_("Everything"))
    who = django_filters.ChoiceFilter(
        label=_("Who"), field_name="actor_label", choices=[], empty_label=_("Anybody")
    )
    channel = django_filters.ChoiceFilter(
        label=_("How"), choices=Channel.choices, empty_label=_("Any way")
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
        fields = ("q", "kind", "who", "channel", "since", "until")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = values_of(self.queryset, "kind")
        people = values_of(self.queryset, "actor_label")
        self.filters["kind"].extra["choices"] = sorted(
            ((kind, name_of(kind)) for kind in kinds), key=lambda pair: pair[1].casefold()
        )
        self.filters["who"].extra["choices"] = [
            (who, who) for who in sorted(people, key=str.casefold)
        ]

    def search(self, queryset: QuerySet[AuditEntry], name: str, value: str) -> QuerySet[AuditEntry]:
        return search(queryset, value)


class AddressFilter(django_filters.Filter):
    """PostgreSQL takes nothing but an address for one."""

    field_class = forms.GenericIPAddressField


class AuditApiFilter(django_filters.FilterSet):
    """By words and by time; each member has its own filter besides."""

    q = django_filters.CharFilter(method="search", help_text="Words in subject, person or kind.")
    actor = django_filters.UUIDFilter(field_name="actor_id")
    channel = django_filters.ChoiceFilter(choices=Channel.choices)
    via_type = django_filters.ChoiceFilter(choices=Via.choices)
    address = AddressFilter()
    since = MomentFilter(
        field_name="created_at", lookup_expr="gte", help_text="At this time or later."
    )
    until = MomentFilter(field_name="created_at", lookup_expr="lt", help_text="Before this time.")

    def search(self, queryset: QuerySet[AuditEntry], name: str, value: str) -> QuerySet[AuditEntry]:
        return search(queryset, value)


def search(queryset: QuerySet[AuditEntry], value: str) -> QuerySet[AuditEntry]:
    words = value.strip()
    return queryset.filter(
        Q(subject_label__icontains=words)
        | Q(actor_label__icontains=words)
        | Q(kind__icontains=words)
    )
