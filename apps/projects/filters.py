"""What lists of this room can be narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from apps.projects.models import MarketEntry, Membership, Stage
from apps.reference import countries


class MarketFilter(django_filters.FilterSet):
    """Search by country or note, stage, and owner."""

    q = django_filters.CharFilter(
        label=_("Search"), method="search", widget=forms.TextInput(attrs={"type": "search"})
    )
    stage = django_filters.ChoiceFilter(
        label=_("Stage"), choices=Stage.choices, empty_label=_("All stages")
    )
    owner = django_filters.ChoiceFilter(
        label=_("Owner"), method="owned", empty_label=_("Anybody"), choices=[]
    )

    class Meta:
        model = MarketEntry
        fields = ("q", "stage", "owner")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        project = getattr(self.request, "project", None)
        people = Membership.objects.filter(project=project).select_related("user")
        self.filters["owner"].extra["choices"] = [
            ("none", _("Nobody yet")),
            *((str(row.user_id), str(row.user)) for row in people),
        ]

    def search(
        self, queryset: QuerySet[MarketEntry], name: str, value: str
    ) -> QuerySet[MarketEntry]:
        wanted = value.strip().casefold()
        language = get_language() or "en"
        codes = [
            country.iso3
            for country in countries.all_countries()
            if wanted in country.name(language).casefold()
            or wanted in country.name("en").casefold()
            or wanted == country.iso3.casefold()
        ]
        return queryset.filter(Q(country__in=codes) | Q(note__icontains=value.strip()))

    def owned(
        self, queryset: QuerySet[MarketEntry], name: str, value: str
    ) -> QuerySet[MarketEntry]:
        return queryset.filter(**({"owner": None} if value == "none" else {"owner_id": value}))
