"""Datasets in the admin panel: what takes up the disk. Their content is for members only."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, Sum
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.accounts.panel.base import ReadOnlyAdmin, ReadOnlyInline, as_bytes, shown
from apps.accounts.panel.figures import Figure, figures
from apps.datasets.models import Dataset, DatasetVersion


class VersionInline(ReadOnlyInline):
    model = DatasetVersion
    fields = ["number", "row_count", "bytes_shown", "digest", "made"]
    readonly_fields = fields

    row_count = shown("rows", _("rows"))
    digest = shown("content_hash", _("content hash"))
    made = shown("created_at", _("made"))

    @display(description=_("size"))
    def bytes_shown(self, version: DatasetVersion) -> str:
        return as_bytes(version.size)


@admin.register(Dataset)
class DatasetAdmin(ReadOnlyAdmin):
    inlines = [VersionInline]
    list_display = ["name", "within", "versions_made", "disk_used", "maker", "changed"]
    list_select_related = ["project", "created_by"]
    search_fields = ["name", "project__name", "created_by__email"]
    fields = ["name", "within", "description", "source", "licence", "maker", "made"]

    within = shown("project", _("project"))
    maker = shown("created_by", _("made by"))
    made = shown("created_at", _("made"))
    changed = shown("updated_at", _("changed"))

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request)
        return rows.annotate(version_count=Count("versions"), disk=Sum("versions__size"))

    @display(description=_("versions"), ordering="version_count")
    def versions_made(self, dataset: Any) -> int:
        return int(dataset.version_count)

    @display(description=_("on disk"), ordering="disk")
    def disk_used(self, dataset: Any) -> str:
        return as_bytes(dataset.disk or 0)


def _figures() -> list[Figure]:
    used = DatasetVersion.objects.aggregate(
        total=Sum("size"), count=Count("dataset", distinct=True)
    )
    note = _("{count} datasets").format(count=used["count"])
    page = "admin:datasets_dataset_changelist"
    return [Figure(_("Data on disk"), as_bytes(used["total"] or 0), note, page, order=60)]


figures.register("datasets", _figures, owner="apps.datasets")
