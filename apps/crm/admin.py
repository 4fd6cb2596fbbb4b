"""Connections with other CRM systems in the admin panel: whether they work. What is exchanged is
for members only, and credentials are for nobody.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.accounts.panel.base import ReadOnlyAdmin, ReadOnlyInline, shown
from apps.core.rendering import render
from apps.crm.connectors.tables import system_label
from apps.crm.models import SyncConnection, SyncRun


class RunInline(ReadOnlyInline):
    model = SyncRun
    fields = ["state", "dry", "attempt", "begun", "ended"]
    readonly_fields = fields
    ordering = ["-created_at"]

    begun = shown("created_at", _("begun"))
    ended = shown("finished_at", _("ended"))

    def get_queryset(self, request: Any) -> Any:
        """The last ones: a formset takes no slice, so by their ids."""
        rows = super().get_queryset(request)
        last = list(rows.order_by("-created_at").values_list("pk", flat=True)[:20])
        return rows.filter(pk__in=last)


@admin.register(SyncConnection)
class SyncConnectionAdmin(ReadOnlyAdmin):
    inlines = [RunInline]
    list_display = ["name", "within", "which", "state", "every", "failures", "maker", "changed"]
    list_filter = ["state", "connector"]
    list_select_related = ["project", "created_by"]
    search_fields = ["name", "project__name", "created_by__email"]
    fields = ["name", "within", "which", "account", "state", "why", "every", "next_at", "failures",
              "maker"]  # fmt: skip

    within = shown("project", _("project"))
    maker = shown("created_by", _("works for"))
    changed = shown("updated_at", _("changed"))

    @display(description=_("system"), ordering="connector")
    def which(self, row: SyncConnection) -> str:
        return system_label(row.connector)

    @display(description=_("problem"))
    def why(self, row: SyncConnection) -> str:
        return render(row.problem) if row.problem else "–"
