"""What lists of this room can be narrowed by: pages and REST."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import django_filters
from django import forms
from django.db import connection
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from apps.core.counting import values_of
from apps.crm.models import Company, Contact, Lead, Segment
from apps.projects.models import Membership
from apps.reference import countries


def by_words(queryset: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Rows whose name, e-mail address, phone or note holds the words."""
    text = words.strip()
    found = Q(name__icontains=text) | Q(email__icontains=text) | Q(note__icontains=text)
    digits = "".join(sign for sign in text if sign.isdigit())
    return queryset.filter(found | Q(phone__contains=digits) if len(digits) >= 3 else found)


def tagged(queryset: QuerySet[Any], tags: list[str]) -> QuerySet[Any]:
    """Rows that have one of the tags."""
    wanted = Q()
    if connection.features.supports_json_field_contains:
        for tag in tags:
            wanted |= Q(tags__contains=[tag])
        return queryset.filter(wanted)
    # SQLite keeps the list as text, written by the same function: quotes make it one whole tag.
    for tag in tags:
        wanted |= Q(tags_text__contains=json.dumps(tag))
    return queryset.annotate(tags_text=Cast("tags", TextField())).filter(wanted)


class PartyPageFilter(django_filters.FilterSet):
    """Search, country and owner of a list page."""

    q = django_filters.CharFilter(
        label=_("Search"), method="search", widget=forms.TextInput(attrs={"type": "search"})
    )
    country = django_filters.ChoiceFilter(
        label=_("Country"), choices=[], empty_label=_("All countries")
    )
    owner = django_filters.ChoiceFilter(
        label=_("Owner"), method="owned", choices=[], empty_label=_("Anybody")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        project = getattr(self.request, "project", None)
        people = Membership.objects.filter(project=project).select_related("user")
        present = set(values_of(self.queryset, "country"))
        language = get_language() or "en"
        self.filters["country"].extra["choices"] = [
            (code, name) for code, name in countries.choices(language) if code in present
        ]
        self.filters["owner"].extra["choices"] = [
            ("none", _("Nobody yet")),
            *((str(row.user_id), str(row.user)) for row in people),
        ]

    def search(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return by_words(queryset, value)

    def owned(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(**({"owner": None} if value == "none" else {"owner_id": value}))


class ContactPageFilter(PartyPageFilter):
    class Meta:
        model = Contact
        fields = ("q", "country", "owner")


class CompanyPageFilter(PartyPageFilter):
    class Meta:
        model = Company
        fields = ("q", "country", "owner")


class LeadPageFilter(PartyPageFilter):
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=Lead.State.choices, empty_label=_("All states")
    )
    sector = django_filters.ChoiceFilter(
        label=_("Sector"), choices=[], empty_label=_("All sectors")
    )

    class Meta:
        model = Lead
        fields = ("q", "state", "country", "sector", "owner")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sectors = values_of(self.queryset, "sector")
        self.filters["sector"].extra["choices"] = [(sector, sector) for sector in sectors]

    def search(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return leads_by_words(queryset, value)


def leads_by_words(queryset: QuerySet[Any], words: str) -> QuerySet[Any]:
    """As :func:`by_words`; in the organisation too, which is not the name where a person is."""
    more = queryset.filter(organisation__icontains=words.strip())
    return by_words(queryset, words) | more


class PartyFilter(django_filters.FilterSet):
    """REST: what parties can be narrowed by beside their columns."""

    q = django_filters.CharFilter(method="search", label="Name, e-mail, phone or note has this.")
    tag = django_filters.CharFilter(method="tagged", label="One of its tags.")
    system = django_filters.CharFilter(
        field_name="references__system", distinct=True, label="Known to this other system."
    )

    def search(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return by_words(queryset, value)

    def tagged(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return tagged(queryset, [value])


class ContactFilter(PartyFilter):
    """REST: of contacts."""

    segment = django_filters.UUIDFilter(
        method="within", label="The id of a segment: the people in it, as of now."
    )

    def within(self, queryset: QuerySet[Any], name: str, value: UUID) -> QuerySet[Any]:
        from apps.crm.segments.selecting import members  # which filters by activities and deals

        project = getattr(self.request, "parser_context", {}).get("kwargs", {}).get("project_id")
        row = Segment.objects.filter(pk=value, project=project).first()
        if row is None:
            return queryset.none()
        return queryset.filter(pk__in=members(row).order_by().values("pk"))


class LeadFilter(PartyFilter):
    """REST: of leads."""

    def search(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return leads_by_words(queryset, value)
