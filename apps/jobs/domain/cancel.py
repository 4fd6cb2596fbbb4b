"""Ending a job early: at once, or after the current step with what there is."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.core.happenings import report
from apps.jobs.domain import advancing, folders, parts
from apps.jobs.domain.parts import BY_PERSON
from apps.jobs.models import Job, State
from apps.projects.domain.changes import hold


def cancel(job: Job, user: Any, save: bool = False) -> Job:
    """Ask for the end. Queued jobs end here; running ones within two seconds, or, with ``save``,
    after their current step, keeping its result. A finished job stays as it is. What has parts ends
    with all of them.

    ``job`` is refreshed from the database. Raises ``Refused`` for a part of a divided run.
    """
    parts.require_whole(job)
    with transaction.atomic():
        if parts.is_parent(job):
            hold(job.project_id)
        changed = _stop_and_save(job) if save else _cancel(job)
        if changed:
            report(
                "jobs.job.cancelled", actor=user, project_id=job.project_id, subject=job, save=save
            )
        transaction.on_commit(lambda: folders.ring(job.pk))
    if job.parent_id is not None:  # a trial: its search need not wait for housekeeping
        advancing.after(job)
    job.refresh_from_db()
    return job


def _cancel(job: Job) -> bool:
    now = timezone.now()
    row = Job.objects.filter(pk=job.pk)
    if row.filter(state=State.QUEUED).update(
        state=State.CANCELLED, cancel_requested_at=now, finished_at=now, handled_at=now,
        reason=BY_PERSON.model_dump(mode="json"), updated_at=now,
    ):  # fmt: skip
        if parts.is_parent(job):
            parts.end_parts(job)
        return True
    open_now = row.filter(state__in=(State.STARTING, State.RUNNING))
    return bool(open_now.update(state=State.CANCELLING, cancel_requested_at=now, updated_at=now))


def _stop_and_save(job: Job) -> bool:
    """A job that waits has nothing to save: it is cancelled. That holds too for one that was asked
    to stop and whose worker was lost before it did, and for one that only plans or puts together.
    """
    if parts.is_parent(job):
        return _cancel(job)
    row = Job.objects.filter(pk=job.pk)
    under_way = row.filter(state__in=(State.STARTING, State.RUNNING), stop_and_save=False)
    if under_way.update(stop_and_save=True, updated_at=timezone.now()):
        return True
    return row.filter(state=State.QUEUED).exists() and _cancel(job)
