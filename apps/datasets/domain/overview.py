"""What data says on a project's overview and beside its quotas."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.core.messages import Message, Num, mark, msg
from apps.datasets.domain import queries, usage
from apps.projects.access import role_of
from apps.projects.cards import Card, CardLink
from apps.projects.meters import Usage
from apps.projects.models import Project, Role


def disk(project: Project) -> Usage:
    """Bytes of stored versions and of uploads on their way in, against the quota."""
    used, quota = usage.project_bytes(project.pk), usage.quota_bytes(project)
    return Usage(mark("Disk"), used, quota, "bytes")


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
    return msg("{count} rows", count=Num(value=float(count), digits=12))


def _upload_url(project: Project, user: Any) -> str:
    role = role_of(project, user)
    if role is None or not role.covers(Role.ANALYST) or project.archived_at:
        return ""
    return reverse("datasets:upload", args=[project.pk])
