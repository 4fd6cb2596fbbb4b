"""How much of its disk quota a project uses, and whether something more would fit."""

from __future__ import annotations

import shutil
from typing import Any

from django.conf import settings
from django.db.models import Sum

from apps.core.messages import Message, Num, msg
from apps.datasets.domain import partial
from apps.datasets.models import DatasetVersion, Upload
from apps.projects.models import Project

KEEP_FREE_BYTES = 512 * 1024**2
WAITING = (
    Upload.State.RECEIVING,
    Upload.State.RECEIVED,
    Upload.State.INSPECTING,
    Upload.State.READY,
    Upload.State.IMPORTING,
    Upload.State.REFUSED,
)


def project_bytes(project_id: Any) -> int:
    """Bytes of all versions and of uploads on their way in (at their announced size)."""
    stored = DatasetVersion.objects.filter(project_id=project_id).aggregate(sum=Sum("size"))
    waiting = Upload.objects.filter(project_id=project_id, state__in=WAITING)
    return (stored["sum"] or 0) + (waiting.aggregate(sum=Sum("size"))["sum"] or 0)


def quota_bytes(project: Project) -> int:
    quota: int | None = project.disk_quota_bytes
    return quota if quota is not None else settings.PROJECT_DISK_BYTES


def why_not(project: Project, size: int) -> Message | None:
    """The sentence that refuses ``size`` more bytes, or None if they fit."""
    left = quota_bytes(project) - project_bytes(project.pk)
    if size > left:
        return msg(
            "The file has {size}, but only {left} of the project's disk quota is left. "
            "Delete data that is no longer needed, or ask an administrator for more.",
            size=Num(value=float(size), style="bytes"),
            left=Num(value=float(max(left, 0)), style="bytes"),
        )
    if shutil.disk_usage(partial.folder()).free - KEEP_FREE_BYTES < size:
        return msg(
            "The server's disk has too little room for {size}. Tell an administrator.",
            size=Num(value=float(size), style="bytes"),
        )
    return None
