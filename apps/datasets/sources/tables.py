"""Lists of sources and of their fetches."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from apps.core.rendering import render, show
from apps.core.states import look_of
from apps.core.tables import Table
from apps.core.templatetags.lepton import state_badge
from apps.datasets.models import Fetch, Source
from apps.datasets.sources import actions
from apps.datasets.sources.presentation import state_of
from apps.jobs.domain import cron

WHEN = {"format": "Y-m-d H:i", "attrs": {"td": {"class": "text-nowrap"}}}


class SourceTable(Table):
    """Name, connector, when, and what the last fetch came to."""

    name = tables.Column(verbose_name=_("Source"))
    connector = tables.Column(verbose_name=_("Connector"))
    schedule = tables.Column(verbose_name=_("When"), orderable=False, empty_values=())
    checked_at = tables.DateTimeColumn(verbose_name=_("Last fetched"), default="–", **WHEN)
    note = tables.Column(verbose_name=_("What happened"), orderable=False, default="–")
    state = tables.Column(verbose_name=_("State"), orderable=False, empty_values=())

    caption = _("Sources")

    class Meta(Table.Meta):
        model = Source
        fields = ("name", "connector", "schedule", "checked_at", "note", "state")
        sequence = fields
        order_by = "name"

    def render_name(self, value: str, record: Source) -> str:
        url = reverse("datasets:source", args=[record.project_id, record.pk])
        return format_html('<a href="{}" class="fw-medium">{}</a>', url, value)

    def render_connector(self, record: Source) -> str:
        return actions.connector_label(record)

    def render_schedule(self, record: Source) -> Any:
        if record.schedule is None:
            return _("By hand")
        words = render(cron.in_words(record.schedule.expression))
        zone = record.schedule.time_zone
        return format_html('{}<div class="text-secondary small">{}</div>', words, zone)

    def render_note(self, value: Any) -> str:
        return render(value)

    def render_state(self, record: Source) -> str:
        state = state_of(record)
        return state_badge(state, str(look_of(state).label))


class FetchTable(Table):
    """What was fetched of one source, newest first."""

    created_at = tables.DateTimeColumn(verbose_name=_("When"), **WHEN)
    state = tables.Column(verbose_name=_("Result"), orderable=False)
    rows = tables.Column(
        verbose_name=_("Rows"), default="–", attrs={"td": {"class": "text-end"}}, orderable=False
    )
    note = tables.Column(verbose_name=_("What happened"), default="–", orderable=False)
    scheduled = tables.Column(verbose_name=_("Asked by"), orderable=False, empty_values=())

    caption = _("Fetches")
    region = "fetches"
    empty_context = {
        "icon": "database-import",
        "title": _("Nothing was fetched yet"),
        "text": _("Each fetch then stands here, with what became of it."),
    }

    class Meta(Table.Meta):
        model = Fetch
        fields = ("created_at", "state", "rows", "note", "scheduled")
        sequence = fields
        order_by = "-created_at"

    def render_state(self, record: Fetch) -> str:
        return state_badge(record.state, record.get_state_display())

    def render_rows(self, value: int) -> str:
        return show(value)

    def render_note(self, value: Any, record: Fetch) -> str:
        text = render(value)
        fix = record.origin.get("fix")
        if record.version_id and record.version is not None:
            url = reverse("datasets:detail", args=[record.project_id, record.version.dataset_id])
            number = record.version.number
            return format_html('<a href="{}?version={}">{}</a>', url, number, text)
        if fix:
            return format_html('{}<div class="text-secondary small">{}</div>', text, render(fix))
        return text

    def render_scheduled(self, record: Fetch) -> Any:
        if record.scheduled:
            return _("Schedule")
        return str(record.created_by or "–")
