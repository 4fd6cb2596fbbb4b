"""Server-side tables of this room."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from apps.core.catalogue import name_of
from apps.core.tables import Table
from apps.events.models import AuditEntry
from apps.events.words import details, via_name
from apps.reference import countries


class AuditTable(Table):
    """The audit trail, newest first. Owners also see what was used and from where."""

    created_at = tables.DateTimeColumn(
        verbose_name=_("When"), attrs={"td": {"class": "text-nowrap"}}
    )
    actor_label = tables.Column(_("Who"), default=_("the system"))
    kind = tables.Column(_("What"))
    subject_label = tables.Column(_("Subject"))
    data = tables.Column(
        _("Details"), orderable=False, empty_values=(), attrs={"td": {"class": "cell-wide"}}
    )

    channel = tables.Column(_("How"), empty_values=())

    caption = _("Audit trail")
    export_url = ""

    class Meta(Table.Meta):
        model = AuditEntry
        template_name = "events/audit_table.html"
        fields = ("created_at", "actor_label", "kind", "subject_label", "data", "channel")
        sequence = fields
        order_by = "-created_at"

    def __init__(self, *args: Any, export_url: str = "", **kwargs: Any) -> None:
        """``export_url`` is given to owners."""
        super().__init__(*args, **kwargs)
        self.export_url = export_url

    def render_kind(self, value: str) -> str:
        return format_html('<span title="{}">{}</span>', value, name_of(value))

    def render_subject_label(self, record: AuditEntry) -> str:
        if record.subject_type == "projects.marketentry":
            return countries.name(record.subject_label, get_language() or "en")
        return record.subject_label

    def render_channel(self, record: AuditEntry) -> str:
        via = via_name(record) if self.export_url else ""
        context = {"entry": record, "via": via, "whole": bool(self.export_url)}
        return render_to_string("events/means.html", context)

    def render_data(self, record: AuditEntry) -> str:
        return render_to_string("events/details.html", {"details": details(record.data)})
