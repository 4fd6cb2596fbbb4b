"""The list of datasets, with the uploads that wait for somebody."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.core.tables import table_page
from apps.datasets.domain import queries, usage
from apps.datasets.domain.permissions import may_alter
from apps.datasets.filters import DatasetFilter
from apps.datasets.models import Upload
from apps.datasets.tables import DatasetTable
from apps.projects.access import ProjectRequest, may, project_page
from apps.projects.models import Role


@require_safe
@project_page()
def dataset_list(request: ProjectRequest) -> HttpResponse:
    """All datasets; search, sort and pages in the URL."""
    rows = queries.datasets(request.user, request.project.pk)
    context = table_page(request, DatasetTable, rows, DatasetFilter)
    may_upload = may(request, Role.ANALYST)
    if not context["table"].filtered:
        context["table"].empty_context = {
            "icon": "database",
            "title": _("No data yet"),
            "text": _("Bring in a table of market data: CSV, Excel, JSON Lines or Parquet."),
            "action_url": reverse("datasets:upload", args=[request.project.pk])
            if may_upload
            else "",
            "action_label": _("Upload data"),
        }
    context |= {
        "uploads": _uploads(request),
        "may_upload": may_upload,
        "used": usage.shown_bytes(request.project.pk),
        "quota": usage.quota_bytes(request.project),
    }
    return render(request, "datasets/list.html", context)


def _uploads(request: ProjectRequest) -> list[tuple[Upload, bool]]:
    """Uploads that wait, each with whether the reader may throw it away."""
    rows = queries.open_uploads(request.user, request.project.pk)[:20]
    archived = bool(request.project.archived_at)
    return [(row, not archived and may_alter(row, request.user, request.role)) for row in rows]
