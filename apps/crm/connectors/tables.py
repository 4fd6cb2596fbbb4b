"""Lists of connections, of their runs, and of the rows of a run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.rendering import render, show
from apps.core.tables import Table
from apps.core.templatetags.lepton import state_badge
from apps.crm.connectors import registry
from apps.crm.connectors.contract import KINDS
from apps.crm.connectors.forms import field_label
from apps.crm.connectors.values import MODELS
from apps.crm.models import SyncConnection, SyncOutcome, SyncRun
from apps.crm.models.merging import PartyKind

WHEN = {"format": "Y-m-d H:i", "attrs": {"td": {"class": "text-nowrap"}}}


def connection_badge(row: SyncConnection) -> str:
    """'To be connected' is nothing bad; what broke is."""
    looks = {"setup": "pending", "active": "active", "paused": "paused", "broken": "broken"}
    return state_badge(looks[row.state], row.get_state_display())


class ConnectionTable(Table):
    """The connections of a project."""

    caption = _("Connections")
    name = tables.Column(_("Connection"))
    connector = tables.Column(_("System"))
    every = tables.Column(_("Schedule"))
    last = tables.DateTimeColumn(verbose_name=_("Last exchange"), default="–", **WHEN)
    waiting = tables.Column(_("Conflicts"))
    state = tables.Column(_("State"))

    class Meta(Table.Meta):
        model = SyncConnection
        fields = ("name", "connector", "every", "last", "waiting", "state")
        sequence = fields
        order_by = "name"

    def render_name(self, record: SyncConnection) -> str:
        url = reverse("crm:connection", args=[record.project_id, record.pk])
        link = format_html('<a class="fw-medium" href="{}">{}</a>', url, record.name)
        return format_html('{}<div class="text-secondary small">{}</div>', link, record.account)

    def render_connector(self, value: str) -> str:
        return system_label(value)

    def render_waiting(self, value: int) -> str:
        return show(value) if value else "–"

    def render_state(self, record: SyncConnection) -> str:
        return connection_badge(record)


def system_label(key: str) -> str:
    found = registry.systems.get(key)
    return found.label if found else key


def summary(run: SyncRun) -> list[tuple[str, str, str, int]]:
    """(kind, direction, outcome, rows) of a run, in a steady order."""
    found = []
    for kind in KINDS:
        for direction in SyncOutcome.Direction:
            counts = run.counts.get(kind, {}).get(direction.value, {})
            found += [
                (PartyKind(kind).label, direction.label, status.label, counts[status.value])
                for status in SyncOutcome.Status
                if counts.get(status.value)
            ]
    return [(str(a), str(b), str(c), d) for a, b, c, d in found]


def total(run: SyncRun, *statuses: str) -> int:
    """Rows of a run with one of these outcomes."""
    parts = (counts for kind in run.counts.values() for counts in kind.values())
    return sum(counts.get(status, 0) for counts in parts for status in statuses)


class RunTable(Table):
    """The exchanges of a connection."""

    caption = _("Exchanges")
    created_at = tables.DateTimeColumn(verbose_name=_("When"), **WHEN)
    asked_by = tables.Column(_("Begun by"), default=pgettext_lazy("who began it", "Schedule"))
    changed = tables.Column(_("Changed"), orderable=False, empty_values=())
    troubled = tables.Column(_("Conflicts and refusals"), orderable=False, empty_values=())
    state = tables.Column(_("State"))

    class Meta(Table.Meta):
        model = SyncRun
        fields = ("created_at", "asked_by", "changed", "troubled", "state")
        sequence = fields
        order_by = "-created_at"

    def render_created_at(self, value: Any, record: SyncRun) -> str:
        url = reverse("crm:sync_run", args=[record.project_id, record.connection_id, record.pk])
        when = localtime(value).strftime("%Y-%m-%d %H:%M")
        link = format_html('<a class="fw-medium text-nowrap" href="{}">{}</a>', url, when)
        if not record.dry:
            return link
        return format_html('{} <span class="badge crm-tag">{}</span>', link, _("Dry run"))

    def render_changed(self, record: SyncRun) -> str:
        return show(total(record, "created", "updated", "deleted", "linked"))

    def render_troubled(self, record: SyncRun) -> str:
        return show(total(record, "conflict", "refused"))

    def render_state(self, record: SyncRun) -> str:
        return run_badge(record)


def names_of(rows: list[SyncOutcome]) -> dict[Any, str]:
    """Id → name of the records that the rows are about."""
    found: dict[Any, str] = {}
    for kind in KINDS:
        ids = {row.row_id for row in rows if row.kind == kind} - {None}
        if ids:
            named = MODELS[kind].objects.filter(pk__in=ids, project=rows[0].project_id)
            found |= dict(named.values_list("pk", "name"))
    return found


def run_badge(run: SyncRun) -> str:
    looks = {"queued": "queued", "running": "running", "done": "succeeded",
             "stopped": "cancelled", "failed": "failed"}  # fmt: skip
    return state_badge(looks[run.state], run.get_state_display())


class OutcomeTable(Table):
    """What became of the rows of a run. ``names`` are those of the records, by id."""

    caption = _("Rows")
    names: Mapping[Any, str] = {}
    row_id = tables.Column(_("Record"), orderable=False, empty_values=())
    direction = tables.Column(_("Direction"))
    status = tables.Column(_("Outcome"))
    fields = tables.Column(_("Fields"), orderable=False)
    reason = tables.Column(_("Reason"), orderable=False, default="–")

    class Meta(Table.Meta):
        model = SyncOutcome
        fields = ("row_id", "direction", "status", "fields", "reason")
        sequence = fields

    def render_row_id(self, record: SyncOutcome) -> str:
        known = PartyKind(record.kind).label
        there = record.external_id or "–"
        if record.row_id is None:
            return format_html('{}<div class="text-secondary small">{}</div>', known, there)
        url = reverse(f"crm:{record.kind}", args=[record.project_id, record.row_id])
        return format_html(
            '<a href="{}">{}</a><div class="text-secondary small">{} {}</div>',
            url, self.names.get(record.row_id, known), known, there,
        )  # fmt: skip

    def render_status(self, record: SyncOutcome) -> str:
        looks = {"unchanged": "unchanged", "refused": "refused"}
        return state_badge(
            looks.get(record.status, f"sync_{record.status}"), record.get_status_display()
        )

    def render_fields(self, value: list[str], record: SyncOutcome) -> str:
        return ", ".join(field_label(record.kind, name) for name in value) or "–"

    def render_reason(self, value: Any) -> str:
        return render(value)
