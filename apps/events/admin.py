"""The audit trail in the admin panel: read, searched, exported, never changed."""

from __future__ import annotations

from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from import_export.resources import ModelResource
from unfold.contrib.filters.admin import RangeDateTimeFilter
from unfold.decorators import display

from apps.accounts.panel.base import CsvExport, ReadOnlyAdmin, as_json
from apps.events.models import AuditEntry


class AuditResource(ModelResource):
    class Meta:
        model = AuditEntry
        fields = [
            "created_at", "kind", "actor_label", "project", "subject_type", "subject_id",
            "subject_label", "data",
        ]  # fmt: skip
        export_order = fields


@admin.register(AuditEntry)
class AuditAdmin(CsvExport, ReadOnlyAdmin):
    resource_classes = [AuditResource]
    list_display = ["created_at", "kind", "actor_label", "subject_label", "project"]
    list_select_related = ["project"]
    list_filter = [("created_at", RangeDateTimeFilter)]
    search_fields = ["kind", "actor_label", "subject_label", "subject_id", "project__name"]
    fields = [
        "created_at",
        "kind",
        "actor_label",
        "project",
        "subject_type",
        "subject_id",
        "subject_label",
        "details",
    ]
    list_display_links = ["created_at", "kind"]

    @display(description=_("details"))
    def details(self, entry: AuditEntry) -> SafeString:
        return as_json(entry.data)
