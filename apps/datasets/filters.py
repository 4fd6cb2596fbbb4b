"""Filters of the list of datasets."""

from __future__ import annotations

import django_filters
from django.db.models import Q, QuerySet
from django.forms import SearchInput
from django.utils.translation import gettext_lazy as _

from apps.datasets.models import Dataset


class DatasetFilter(django_filters.FilterSet):
    search = django_filters.CharFilter(
        label=_("Search"), method="filter_search", widget=SearchInput()
    )

    class Meta:
        model = Dataset
        fields = ["search"]

    def filter_search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        words = Q(name__icontains=value) | Q(description__icontains=value)
        return queryset.filter(words | Q(source__icontains=value))
