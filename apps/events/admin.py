"""The audit trail in the admin panel: read, searched, exported, never changed."""

from __future__ import annotations

from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from import_export.resources import ModelResource
from unfold.contrib.filters.admin import RangeDateTimeFilter
from unfold.decorators import display

from apps.accounts.panel.base import CsvExport, ReadOnlyAdmin, as_json, shown, titled
from apps.events.models import AuditEntry
from apps.events.words import kind_name


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
    list_display = ["at", "happened", "actor_label", "subject_label", "within"]
    list_select_related = ["project"]
    list_filter = [("created_at", titled(RangeDateTimeFilter, _("when")))]
    search_fields = ["kind", "actor_label", "subject_label", "subject_id", "project__name"]
    fields = [
        "at",
        "happened",
        "kind",
        "actor_label",
        "within",
        "what",
        "which",
        "subject_label",
        "details",
    ]
    list_display_links = ["at", "happened"]

    at = shown("created_at", _("when"))
    within = shown("project", _("project"))
    what = shown("subject_type", _("kind of subject"))
    which = shown("subject_id", _("its id"))

    @display(description=_("what happened"), ordering="kind")
    def happened(self, entry: AuditEntry) -> str:
        return kind_name(entry.kind)

    @display(description=_("details"))
    def details(self, entry: AuditEntry) -> SafeString:
        return as_json(entry.data)
