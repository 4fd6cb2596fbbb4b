"""How much of its disk quota a project uses, and whether something more would fit."""

from __future__ import annotations

import shutil
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import F, QuerySet, Sum
from django.db.models.expressions import Combinable

from apps.core.messages import Message, Num, msg
from apps.datasets.domain import partial
from apps.datasets.models import DatasetVersion, Upload
from apps.engines.contract import Issue
from apps.jobs.models import JobArtifact
from apps.projects.models import Project
from apps.projects.room import Want

MAKE_ROOM = msg(
    "Delete datasets or uploads that are no longer needed, or ask an administrator for more."
)
KEEP_FREE_BYTES = 512 * 1024**2
SHOWN_SECONDS = 10
WAITING = (
    Upload.State.RECEIVING,
    Upload.State.RECEIVED,
    Upload.State.INSPECTING,
    Upload.State.READY,
    Upload.State.IMPORTING,
    Upload.State.REFUSED,
)


def project_bytes(project_id: Any) -> int:
    """Bytes of all that a project stores: versions with their lists of rejections, files that its
    jobs made, and uploads on their way in (at their announced size).
    """
    versions = DatasetVersion.objects.filter(project_id=project_id)
    waiting = Upload.objects.filter(project_id=project_id, state__in=WAITING)
    made = JobArtifact.objects.filter(project_id=project_id)
    return (
        _sum(versions, F("size") + F("rejections_size"))
        + _sum(made, F("size"))
        + _sum(waiting, F("size"))
    )


def shown_bytes(project_id: Any) -> int:
    """As :func:`project_bytes`, but up to ``SHOWN_SECONDS`` old: for pages. What refuses an upload
    or a job counts anew, which takes 10 ms of a project with 50,000 files.
    """
    key = f"datasets:stored:{project_id}"
    found = cache.get(key)
    if found is None:
        found = project_bytes(project_id)
        cache.set(key, found, SHOWN_SECONDS)
    return int(found)


def _sum(rows: QuerySet[Any], size: Combinable) -> int:
    return rows.aggregate(sum=Sum(size))["sum"] or 0


def quota_bytes(project: Project) -> int:
    quota: int | None = project.disk_quota_bytes
    return quota if quota is not None else settings.PROJECT_DISK_BYTES


def no_room(want: Want) -> Issue | None:
    """Why ``want`` does not fit into the disk quota. An upload that is being imported gives its
    place to the table that it becomes.
    """
    quota = quota_bytes(want.project)
    left = quota - project_bytes(want.project.pk) + _freed(want)
    if want.size <= left and left > 0:
        return None
    shown = {
        "quota": Num(value=float(quota), style="bytes"),
        "size": Num(value=float(want.size), style="bytes"),
        "left": Num(value=float(max(left, 0)), style="bytes"),
    }
    message = (
        msg(
            "This would store {size}, but only {left} of the project's disk quota of {quota} is"
            " left.",
            **shown,
        )
        if want.size
        else msg("The project's disk quota of {quota} is used up.", quota=shown["quota"])
    )
    return Issue(message=message, fix=MAKE_ROOM)


def _freed(want: Want) -> int:
    """Bytes of uploads that go once their tables are stored."""
    chosen = [each["id"] for each in want.inputs.values() if each.get("kind") == "upload"]
    if not chosen:
        return 0
    waiting = Upload.objects.filter(project=want.project, state__in=WAITING)
    return _sum(waiting.filter(pk__in=chosen), F("size"))


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
