"""What data says on a project's overview and beside its quotas."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.core.messages import Message, mark, msg, msgn
from apps.datasets.domain import queries, usage
from apps.datasets.models import DatasetVersion
from apps.projects.access import role_of
from apps.projects.cards import Card, CardLink
from apps.projects.meters import Usage
from apps.projects.models import Project, Role


def disk(project: Project) -> Usage:
    """Bytes of all that the project stores, against the quota."""
    used, quota = usage.shown_bytes(project.pk), usage.quota_bytes(project)
    return Usage(mark("Disk"), used, quota, "bytes")


def made_by_jobs() -> Any:
    """The jobs that versions come from, as a subquery of ids."""
    return DatasetVersion.objects.filter(job__isnull=False).values("job")


def card(project: Project, user: Any) -> Card:
    """The datasets that changed last, after the uploads that wait for somebody."""
    waiting = list(queries.open_uploads(user, project.pk)[:2])
    newest = queries.datasets(user, project.pk).order_by("-updated_at", "id")[:4]
    links = [
        CardLink(
            text=upload.filename,
            url=reverse("datasets:preview", args=[project.pk, upload.pk]),
            note=upload.get_state_display(),
        )
        for upload in waiting
    ]
    links += [
        CardLink(
            text=dataset.name,
            url=reverse("datasets:detail", args=[project.pk, dataset.pk]),
            note=_rows(dataset.rows),
        )
        for dataset in newest
    ]
    return Card(
        title=_("Data"),
        icon="database",
        url=reverse("datasets:list", args=[project.pk]),
        links=links,
        empty=msg("Bring in a table of market data: CSV, Excel, JSON Lines or Parquet."),
        action_url=_upload_url(project, user) if not links else "",
        action_label=_("Upload a table"),
    )


def _rows(count: int | None) -> Message | str:
    if count is None:
        return ""
    return msgn("{count} row", "{count} rows", count)


def _upload_url(project: Project, user: Any) -> str:
    role = role_of(project, user)
    if role is None or not role.covers(Role.ANALYST) or project.archived_at:
        return ""
    return reverse("datasets:upload", args=[project.pk])
