"""Datasets in the admin panel: what takes up the disk. Their content is for members only."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
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
        """Subqueries, not a join: figures are made for the rows shown, not for all datasets."""
        rows = super().get_queryset(request)
        own = DatasetVersion.objects.filter(dataset=OuterRef("pk")).order_by().values("dataset")
        return rows.annotate(
            version_count=Coalesce(Subquery(own.annotate(n=Count("pk")).values("n")), 0),
            disk=Subquery(own.annotate(total=Sum("size")).values("total")),
        )

    @display(description=_("versions"), ordering="version_count")
    def versions_made(self, dataset: Any) -> int:
        return int(dataset.version_count)

    @display(description=_("on disk"), ordering="disk")
    def disk_used(self, dataset: Any) -> str:
        return as_bytes(dataset.disk or 0)


def _figures() -> list[Figure]:
    total = DatasetVersion.objects.aggregate(total=Sum("size"))["total"] or 0
    count = Dataset.objects.count()
    note = ngettext("{count} dataset", "{count} datasets", count).format(count=count)
    page = "admin:datasets_dataset_changelist"
    return [Figure(_("Data on disk"), as_bytes(total), note, page, order=60)]


figures.register("datasets", _figures, owner="apps.datasets")
