"""Every change of a job's state: one conditional UPDATE on (state, attempt).

A writer whose attempt is no longer the job's changes no row and is told so (``False``): that is
the fence against late writers.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from apps.core.messages import Message
from apps.jobs.models import ACTIVE_STATES, Job, JobAttempt, State


def claim(job_id: UUID | str, *, host: str, pid: int) -> tuple[Job, JobAttempt] | None:
    """Take a queued job for this worker; None if somebody else has it or it is not queued."""
    now = timezone.now()
    if not Job.objects.filter(pk=job_id, state=State.QUEUED).exists():
        return None  # the usual end of a second delivery, without asking for the write lock
    with transaction.atomic():
        taken = Job.objects.filter(pk=job_id, state=State.QUEUED).update(
            state=State.STARTING, attempt=F("attempt") + 1, started_at=now, updated_at=now
        )
        if not taken:
            return None
        job = Job.objects.select_related("created_by").get(pk=job_id)
        attempt = JobAttempt.objects.create(
            job=job, number=job.attempt, host=host, worker_pid=pid, heartbeat_at=now
        )
    return job, attempt


def running(job: Job, attempt: JobAttempt | None = None) -> bool:
    """The child has said its first word; ``attempt`` then tells which process it is. A job that
    is being cancelled stays so.
    """
    now = timezone.now()
    with transaction.atomic():
        changed = Job.objects.filter(pk=job.pk, attempt=job.attempt, state=State.STARTING).update(
            state=State.RUNNING, running_at=now, updated_at=now
        )
        if attempt is not None:
            JobAttempt.objects.filter(pk=attempt.pk).update(
                child_pid=attempt.child_pid, device=attempt.device
            )
    if changed:
        job.state, job.running_at = State.RUNNING, now
    return bool(changed)


def update_open(job: Job, **values: Any) -> bool:
    """Write to the row while this attempt still owns it."""
    values["updated_at"] = timezone.now()
    mine = Job.objects.filter(pk=job.pk, attempt=job.attempt, state__in=ACTIVE_STATES)
    return bool(mine.update(**values))


def finish(job: Job, attempt: JobAttempt, state: State, **values: Any) -> bool:
    """End the job in ``state``; ``values`` are further columns of the job. One transaction with
    the attempt's end. False if the attempt was fenced: then nothing is written.
    """
    now = timezone.now()
    with transaction.atomic():
        if not update_open(job, state=state, finished_at=now, **values):
            return False
        close_attempt(attempt, JobAttempt.Outcome(state.value))
    job.state, job.finished_at = state, now
    for name, value in values.items():
        setattr(job, name, value)
    return True


def close_attempt(
    attempt: JobAttempt, outcome: JobAttempt.Outcome, reason: Message | None = None
) -> None:
    """Write the attempt's end with what was measured of it."""
    attempt.outcome = outcome
    attempt.finished_at = timezone.now()
    if reason is not None:
        attempt.reason = str(reason)[:300]
    attempt.save(
        update_fields=[
            "outcome", "finished_at", "reason", "exit_code", "peak_memory_bytes", "cpu_seconds",
            "child_pid", "device", "updated_at",
        ]
    )  # fmt: skip


def requeue(job: Job, attempt: JobAttempt, reason: Message) -> bool:
    """Give a lost attempt's job back to the queue; its next attempt gets the next number."""
    now = timezone.now()
    with transaction.atomic():
        mine = Job.objects.filter(
            pk=job.pk, attempt=attempt.number, state__in=(State.STARTING, State.RUNNING)
        )
        changed = mine.update(
            state=State.QUEUED, sent_at=None, started_at=None, running_at=None, phase="",
            progress_done=0, progress_total=0, progress_note=None, progress_rate=None,
            updated_at=now,
        )  # fmt: skip
        if changed:
            close_attempt(attempt, JobAttempt.Outcome.LOST, reason)
    return bool(changed)
