"""The audit trail in the admin panel: read, searched, exported, never changed."""

from __future__ import annotations

from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from import_export.fields import Field
from import_export.resources import ModelResource
from unfold.contrib.filters.admin import RangeDateTimeFilter
from unfold.decorators import display

from apps.accounts.panel.base import CsvExport, ReadOnlyAdmin, as_json, shown, titled
from apps.core.catalogue import name_of
from apps.events.models import AuditEntry
from apps.events.words import via_name


class AuditResource(ModelResource):
    project_id = Field(attribute="project_id", column_name="project_id")  # it may be gone

    class Meta:
        model = AuditEntry
        fields = [
            "created_at", "kind", "actor_label", "project_id", "project_label", "subject_type",
            "subject_id", "subject_label", "channel", "via_type", "via_id", "via_label",
            "address", "request_id", "data",
        ]  # fmt: skip
        export_order = fields


@admin.register(AuditEntry)
class AuditAdmin(CsvExport, ReadOnlyAdmin):
    resource_classes = [AuditResource]
    list_display = ["at", "happened", "actor_label", "subject_label", "within", "channel"]
    list_filter = [("created_at", titled(RangeDateTimeFilter, _("when"))), "channel"]
    search_fields = [
        "kind", "actor_label", "subject_label", "subject_id", "project_label", "project__id",
        "via_label", "address", "request_id",
    ]  # fmt: skip
    fields = [
        "at", "happened", "kind", "actor_label", "person", "project_label", "place", "what",
        "which", "subject_label", "channel", "via", "address", "asked", "details",
    ]  # fmt: skip
    list_display_links = ["at", "happened"]

    at = shown("created_at", _("when"))
    within = shown("project_label", _("project"))
    place = shown("project_id", _("id of the project"))
    person = shown("actor_id", _("id of the person"))
    asked = shown("request_id", _("request"))
    what = shown("subject_type", _("kind of subject"))
    which = shown("subject_id", _("its id"))

    @display(description=_("what happened"), ordering="kind")
    def happened(self, entry: AuditEntry) -> str:
        return name_of(entry.kind)

    @display(description=_("through"))
    def via(self, entry: AuditEntry) -> str:
        return " · ".join(filter(None, [via_name(entry), entry.via_id])) or "–"

    @display(description=_("details"))
    def details(self, entry: AuditEntry) -> SafeString:
        return as_json(entry.data)
