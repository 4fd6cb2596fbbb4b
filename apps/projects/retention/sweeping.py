"""Once a day: what is older than its period goes, a part at a time."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.core.happenings import report
from apps.projects.domain.changes import hold
from apps.projects.models import Project, Retention
from apps.projects.retention import kinds

logger = logging.getLogger(__name__)
AT_ONCE = 200


def sweep(now: datetime | None = None) -> int:
    """Delete what is overdue in every project; how many rows. Archived projects are left alone,
    and a project in which it fails does not keep back the others.
    """
    moment = now or timezone.now()
    due = Retention.objects.filter(begins_at__lte=moment, project__archived_at=None)
    gone = 0
    for project_id in due.order_by("project_id").values_list("project_id", flat=True).distinct():
        try:
            gone += sweep_project(project_id, moment)
        except Exception:
            logger.exception("what is overdue in project %s was not deleted", project_id)
    return gone


def sweep_project(project_id: Any, now: datetime) -> int:
    """Delete what is overdue in one project, and tell it in one entry of the trail."""
    gone = 0
    for kind in kinds.listed():
        while count := _sweep_part(project_id, kind, now):
            gone += count
    _tell(project_id)
    return gone


@transaction.atomic
def _sweep_part(project_id: Any, kind: kinds.Kept, now: datetime) -> int:
    """At most :data:`AT_ONCE` rows, by the period as it is now: somebody may have changed it."""
    if not Project.objects.filter(pk=project_id, archived_at=None).exists():
        return 0
    hold(project_id)
    period = Retention.objects.select_for_update().filter(
        project=project_id, kind=kind.key, begins_at__lte=now, project__archived_at=None
    ).first()  # fmt: skip
    if period is None:
        return 0
    rows = kind.overdue(project_id, now - timedelta(days=period.days))
    ids = list(rows.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    if ids:
        kind.remove(project_id, ids)
        Retention.objects.filter(pk=period.pk).update(deleted=period.deleted + len(ids))
    return len(ids)


@transaction.atomic
def _tell(project_id: Any) -> None:
    """What went since the last entry, of a sweep that was cut off, too."""
    project = Project.objects.select_for_update(no_key=True).filter(pk=project_id).first()
    rows = Retention.objects.filter(project=project_id, deleted__gt=0)
    counts = dict(rows.order_by("kind").values_list("kind", "deleted"))
    if project is None or not counts:
        return
    rows.update(deleted=0)
    report("projects.retention.deleted", project_id=project_id, subject=project, counts=counts)
