"""Server-side tables of this room."""

from __future__ import annotations

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from apps.core.tables import Table
from apps.events.models import AuditEntry
from apps.events.words import details, kind_name
from apps.reference import countries


class AuditTable(Table):
    """The audit trail, newest first."""

    created_at = tables.DateTimeColumn(
        verbose_name=_("When"), format="Y-m-d H:i", attrs={"td": {"class": "text-nowrap"}}
    )
    actor_label = tables.Column(_("Who"), default=_("the system"))
    kind = tables.Column(_("What"))
    subject_label = tables.Column(_("Subject"))
    data = tables.Column(_("Details"), orderable=False, empty_values=())

    caption = _("Audit trail")

    class Meta(Table.Meta):
        model = AuditEntry
        fields = ("created_at", "actor_label", "kind", "subject_label", "data")
        sequence = fields
        order_by = "-created_at"

    def render_kind(self, value: str) -> str:
        return format_html('<span title="{}">{}</span>', value, kind_name(value))

    def render_subject_label(self, record: AuditEntry) -> str:
        if record.subject_type == "projects.marketentry":
            return countries.name(record.subject_label, get_language() or "en")
        return record.subject_label

    def render_data(self, record: AuditEntry) -> str:
        return render_to_string("events/details.html", {"details": details(record.data)})
