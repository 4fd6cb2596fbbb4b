"""Finished runs that nothing rests on and nobody keeps are deleted after ``JOB_KEEP_DAYS`` days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from apps.core.happenings import Happening, report, report_all
from apps.core.messages import msg
from apps.core.registry import Registry
from apps.jobs.domain import lineage
from apps.jobs.domain.kinds import is_quiet, system_keys
from apps.jobs.domain.parts import with_parts
from apps.jobs.inputs import OUTPUT
from apps.jobs.models import FINAL_STATES, OPEN_STATES, Job, JobArtifact, Schedule, Task
from apps.projects.domain.errors import Refused

BATCH = 100
# What a run must stay for: the ids of such jobs as a subquery without nulls.
holders: Registry[Callable[[], QuerySet[Any]]] = Registry("holder of a finished run")


def of_schedules() -> QuerySet[Any]:
    """The last run of each schedule, which its page shows."""
    return Schedule.objects.filter(last_job__isnull=False).values("last_job")


def set_kept(job: Job, actor: Any, kept: bool) -> Job:
    """Keep the run whatever its age, or let it go with its time. Saying it twice changes nothing.

    ``job`` is refreshed from the database. Raises ``Refused`` for what nobody can keep.
    """
    if is_quiet(job):
        raise Refused(msg("Imports, predictions and parts of a run cannot be kept by themselves."))
    with transaction.atomic():
        other = Job.objects.filter(pk=job.pk, kept=not kept)
        if other.update(kept=kept, updated_at=timezone.now()):
            kind = "jobs.job.kept" if kept else "jobs.job.released"
            report(kind, actor=actor, project_id=job.project_id, subject=job)
    job.refresh_from_db(fields=["kept", "updated_at"])
    return job


def forget(before: datetime) -> int:
    """Delete the runs of people that ended before, with their files; how many.

    Those stay that somebody keeps, that something holds, whose tables other runs or schedules
    read, that have parts at work, and whatever is still being followed up. Parts go with their
    run, and stay as long as it.
    """
    count, after = 0, None
    while ids := _page(before, after):
        free = [job_id for job_id in ids if not _is_read(job_id)]
        divided = set(
            Job.objects.filter(pk__in=free, parts_total__gt=0).values_list("pk", flat=True)
        )
        count += _delete(before, [job_id for job_id in free if job_id not in divided])
        for job_id in divided:  # with a thousand parts each, a transaction of its own
            count += _delete(before, [job_id])
        after = ids[-1]
    return count


def _old(before: datetime) -> QuerySet[Job]:
    rows = Job.objects.filter(
        state__in=FINAL_STATES, finished_at__lt=before, handled_at__isnull=False,
        task=Task.RUN, parent=None, project__archived_at=None, kept=False,
    ).exclude(engine_key__in=system_keys())  # fmt: skip
    rows = rows.exclude(Exists(Job.objects.filter(parent=OuterRef("pk"), state__in=OPEN_STATES)))
    for held in holders:
        rows = rows.exclude(pk__in=held())
    return rows


def _page(before: datetime, after: Any) -> list[Any]:
    rows = _old(before).order_by("pk")
    later = rows.filter(pk__gt=after) if after else rows
    return list(later.values_list("pk", flat=True)[:BATCH])


def _is_read(job_id: Any) -> bool:
    """Whether a table of the run, or of one of its trials, is the input of another run, or of a
    schedule.
    """
    trials = Job.objects.filter(parent=job_id, task=Task.RUN).values_list("pk", flat=True)
    ids = {str(one) for one in (job_id, *trials)}
    return lineage.is_used(OUTPUT, *ids) or _is_scheduled(job_id, ids)


def _is_scheduled(job_id: Any, ids: set[str]) -> bool:
    schedules = Schedule.objects.filter(project__in=Job.objects.filter(pk=job_id).values("project"))
    return any(
        chosen.get("kind") == OUTPUT and str(chosen.get("id")).partition("/")[0] in ids
        for inputs in schedules.values_list("inputs", flat=True)
        for chosen in inputs.values()
    )


def _delete(before: datetime, ids: list[Any]) -> int:
    """Judged once more under the lock; files go when the rows are gone."""
    with transaction.atomic():
        free = _old(before).filter(pk__in=ids).values("pk")
        # 'kept' again: what somebody says while the lock is waited for counts too.
        locked = Job.objects.select_for_update(no_key=True).filter(pk__in=free, kept=False)
        jobs = list(locked.defer("result"))
        files = JobArtifact.objects.filter(with_parts(jobs)).values_list("file", flat=True)
        names = [str(name) for name in files]
        report_all(
            [
                Happening("jobs.job.forgotten", project_id=job.project_id, subject=job)
                for job in jobs
            ]
        )
        Job.objects.filter(pk__in=[job.pk for job in jobs]).delete()
        transaction.on_commit(lambda: _remove(names), robust=True)
    return len(jobs)


def _remove(names: list[str]) -> None:
    for name in names:
        default_storage.delete(name)
