"""What the list of records can be narrowed by: the page and REST."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from apps.core.counting import values_of
from apps.crm.fields import language_label
from apps.feedback.records import index
from apps.feedback.records.language import UNDETERMINED
from apps.feedback.records.models import FeedbackRecord
from apps.reference import countries

SCRIPT = 4  # letters of the code of a script, as in zh-Hans
FIRST, LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


def language_name(tag: str) -> str:
    """What a stored language is called, in the reader's language."""
    if tag == UNDETERMINED:
        return str(_("Not recognised"))
    return language_label(tag, get_language() or "en") if tag else ""


def _midnight(day: date) -> datetime:
    """The beginning of the reader's day: a bound that an index knows, unlike a cast to a day."""
    try:
        start = timezone.make_aware(datetime.combine(day, time.min))
        return start.astimezone(UTC)
    except OverflowError:  # the first and last hours of the calendar
        return FIRST if day.year == 1 else LAST


def _told_apart(tags: Iterable[str]) -> list[tuple[str, str]]:
    """Languages by name; one that is there with scripts too says that its own is not known."""
    present = list(tags)
    scripts = {tag.partition("-")[0] for tag in present if _has_script(tag)}
    return [
        (tag, gettext("{language}, script not known").format(language=language_name(tag)))
        if tag in scripts
        else (tag, language_name(tag))
        for tag in present
    ]


def _has_script(tag: str) -> bool:
    _base, _dash, rest = tag.partition("-")
    return len(rest.partition("-")[0]) == SCRIPT


def _by_name(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(pairs, key=lambda pair: pair[1])


class RecordPageFilter(django_filters.FilterSet):
    """Search and filters of the page. The search is last, as it decides how rows are looked for."""

    q = django_filters.CharFilter(
        label=_("Search"),
        method="leave",
        widget=forms.TextInput(attrs={"type": "search", "maxlength": 200}),
    )
    channel = django_filters.ChoiceFilter(
        label=_("Channel"), choices=FeedbackRecord.Channel.choices, empty_label=_("All channels")
    )
    source = django_filters.ChoiceFilter(
        label=_("Source"), choices=[], empty_label=_("All sources")
    )
    country = django_filters.ChoiceFilter(
        label=_("Market"), choices=[], empty_label=_("All markets")
    )
    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=[], empty_label=_("All languages")
    )
    since = django_filters.DateFilter(
        label=_("From"),
        method="from_day",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    until = django_filters.DateFilter(
        label=_("To"),
        method="to_day",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    rating_min = django_filters.NumberFilter(
        label=_("Rating from"), field_name="number", lookup_expr="gte"
    )
    rating_max = django_filters.NumberFilter(
        label=_("Rating to"), field_name="number", lookup_expr="lte"
    )
    duplicates = django_filters.BooleanFilter(
        label=_("With repetitions"), method="leave", widget=forms.CheckboxInput
    )

    class Meta:
        model = FeedbackRecord
        fields = (
            "q", "channel", "source", "country", "language", "since", "until", "rating_min",
            "rating_max", "duplicates",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.queryset
        present = set(values_of(rows, "country"))
        lands = [pair for pair in countries.choices(get_language() or "en") if pair[0] in present]
        tongues = _by_name(_told_apart(values_of(rows, "language")))
        self.filters["country"].extra["choices"] = lands
        self.filters["language"].extra["choices"] = tongues
        self.filters["source"].extra["choices"] = [
            (name, name) for name in values_of(rows, "source")
        ]

    def from_day(self, queryset: QuerySet[Any], name: str, value: date) -> QuerySet[Any]:
        return queryset.filter(occurred_at__gte=_midnight(value))

    def to_day(self, queryset: QuerySet[Any], name: str, value: date) -> QuerySet[Any]:
        end = _midnight(value + timedelta(days=1)) if value < date.max else LAST
        return queryset.filter(occurred_at__lt=end)

    def leave(self, queryset: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """What :meth:`filter_queryset` sees to at the end."""
        return queryset

    @property
    def qs(self) -> QuerySet[Any]:
        """Without repetitions even where nothing is asked for."""
        if not self.is_bound:
            return self.queryset.filter(duplicate_of=None)
        return super().qs

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        rows = super().filter_queryset(queryset)
        asked = self.form.cleaned_data  # without what is no text or no choice
        if not asked.get("duplicates"):
            rows = rows.filter(duplicate_of=None)
        return searched(rows, self.request, asked.get("q", ""))


def searched(rows: QuerySet[Any], request: Any, query: str) -> QuerySet[Any]:
    """The rows that have the words; all of them where nothing is looked for."""
    if not query.strip():
        return rows
    return index.matching(rows, request.project.pk, query)


class RecordFilter(django_filters.FilterSet):
    """REST: what records can be narrowed by beside their columns."""

    q = django_filters.CharFilter(
        method="leave",
        label="Has all these words, or words that begin so; in quotation marks whole words.",
    )
    duplicates = django_filters.BooleanFilter(
        method="leave", label="`false` leaves out what repeats another record."
    )

    def leave(self, queryset: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        return queryset

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        rows = super().filter_queryset(queryset)
        sent = self.form.cleaned_data
        if sent["duplicates"] is False:
            rows = rows.filter(duplicate_of=None)
        if not sent["q"].strip():
            return rows
        return index.matching(rows, self.request.parser_context["view"].project.pk, sent["q"])
