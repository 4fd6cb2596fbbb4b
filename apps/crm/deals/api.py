"""Deals and activities over REST."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from apps.core.api.columns import filters_of
from apps.crm.api import PERSON, columns
from apps.crm.deals import serializers as shapes
from apps.crm.deals.records import ACTIVITIES, DEALS, delete_deal
from apps.crm.models import Activity, Deal
from apps.projects.api_records import RecordViewSet, described


class DealRestFilter(django_filters.FilterSet):
    """What deals can be narrowed by beside their columns."""

    q = django_filters.CharFilter(method="search", label="Name, note or company has this.")
    stage = django_filters.CharFilter(field_name="stage__key", label="The key of its stage.")
    outcome = django_filters.CharFilter(
        field_name="stage__outcome", label="`open`, `won` or `lost`."
    )

    def search(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return by_words(queryset, value)


def by_words(queryset: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Deals whose name, note or company holds the words."""
    text = words.strip()
    found = Q(name__icontains=text) | Q(note__icontains=text) | Q(company__name__icontains=text)
    return queryset.filter(found)


@described("deal", "deals", shapes.DealSerializer, shapes.DealInput, shapes.DealBatch)
class DealsViewSet(RecordViewSet):
    """What may be sold to whom, and how far it is."""

    resource = "deals"
    kind = DEALS
    queryset = Deal.objects.select_related("owner", "stage").only(
        *columns(Deal), *PERSON, "stage__key"
    )
    serializer_class = shapes.DealSerializer
    input_class = shapes.DealInput
    row_class = shapes.DealRow
    filterset_class = filters_of(shapes.DealSerializer, Deal, base=DealRestFilter)
    lookup_url_kwarg = "deal_id"

    def remove(self, row: Any) -> None:
        delete_deal(row, self.user)


@described(
    "activity", "activities", shapes.ActivitySerializer, shapes.ActivityInput, shapes.ActivityBatch
)
class ActivitiesViewSet(RecordViewSet):
    """Calls, meetings, e-mails, notes and tasks."""

    resource = "activities"
    kind = ACTIVITIES
    orderings = {"created_at": "created_at", "due_on": "due_on"}
    queryset = Activity.objects.select_related("owner").only(*columns(Activity), *PERSON)
    serializer_class = shapes.ActivitySerializer
    input_class = shapes.ActivityInput
    row_class = shapes.ActivityRow
    filterset_class = filters_of(shapes.ActivitySerializer, Activity)
    lookup_url_kwarg = "activity_id"
