"""Datasets in the admin panel: what takes up the disk. Their content is for members only."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, Sum
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.accounts.panel.base import ReadOnlyAdmin, ReadOnlyInline, as_bytes
from apps.accounts.panel.figures import Figure, figures
from apps.datasets.models import Dataset, DatasetVersion


class VersionInline(ReadOnlyInline):
    model = DatasetVersion
    fields = ["number", "rows", "size", "content_hash", "created_at"]
    readonly_fields = fields


@admin.register(Dataset)
class DatasetAdmin(ReadOnlyAdmin):
    inlines = [VersionInline]
    list_display = ["name", "project", "versions_made", "disk_used", "created_by", "updated_at"]
    list_select_related = ["project", "created_by"]
    search_fields = ["name", "project__name", "created_by__email"]
    fields = ["name", "project", "description", "source", "licence", "created_by", "created_at"]

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
