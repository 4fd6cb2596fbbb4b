"""The list of records."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from apps.core.counting import CappedPaginator
from apps.core.tables import Table
from apps.feedback.records.filters import language_name
from apps.feedback.records.models import FeedbackRecord
from apps.reference import countries


class RecordPaginator(CappedPaginator):
    """Counts up to 10,000."""

    most_counted = 10_000


class SaidOnColumn(tables.DateTimeColumn):
    """When a record was said, or the day alone where the hour is not known."""

    def render(self, record: Any, value: Any, table: Any, bound_column: Any, **more: Any) -> Any:
        said = record if isinstance(record, FeedbackRecord) else record.record
        if said.day:
            return date_format(said.day, "SHORT_DATE_FORMAT")
        return super().render(
            record=record, value=value, table=table, bound_column=bound_column, **more
        )


class RecordTable(Table):
    """What customers said, the newest first."""

    text = tables.Column(_("What was said"), orderable=False, empty_values=())
    number = tables.Column(_("Rating"), default="–", attrs={"td": {"class": "num"}})
    source = tables.Column(_("Source"), empty_values=(), orderable=False)
    country = tables.Column(_("Market"), default="–", orderable=False)
    language = tables.Column(_("Language"), default="–", orderable=False)
    occurred_at = SaidOnColumn(verbose_name=_("Said on"), short=True)

    caption = _("Feedback")
    paginator_class = RecordPaginator

    class Meta(Table.Meta):
        model = FeedbackRecord
        fields = ("text", "number", "source", "country", "language", "occurred_at")
        sequence = fields
        order_by = "-occurred_at"

    def render_text(self, record: FeedbackRecord) -> str:
        url = reverse("feedback:record", args=[record.project_id, record.pk])
        link = format_html('<a class="fw-medium" href="{}">{}</a>', url, record.title)
        below = record.field_label
        if record.duplicate_of_id:
            below = f"{gettext('Repetition')} · {below}" if below else gettext("Repetition")
        if not below:
            return link
        return format_html('{}<div class="text-secondary small">{}</div>', link, below)

    def render_number(self, record: FeedbackRecord) -> str:
        return record.rating

    def render_source(self, record: FeedbackRecord) -> str:
        channel = record.get_channel_display()
        if not record.source:
            return str(channel)
        return format_html('{}<div class="text-secondary small">{}</div>', record.source, channel)

    def render_country(self, value: str) -> str:
        return countries.name(value, get_language() or "en")

    def render_language(self, value: str) -> str:
        return language_name(value)

    def order_occurred_at(self, queryset: Any, descending: bool) -> tuple[Any, bool]:
        sign = "-" if descending else ""
        return queryset.order_by(f"{sign}occurred_at", f"{sign}id"), True
