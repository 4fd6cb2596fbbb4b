"""Every change of a job's state: one conditional UPDATE on (state, attempt).

A writer whose attempt is no longer the job's changes no row and is told so (``False``): that is
the fence against late writers.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from apps.core.messages import Message
from apps.jobs.models import ACTIVE_STATES, Job, JobAttempt, State


def claim(
    job_id: UUID | str, *, host: str, pid: int, ticket: UUID | None = None
) -> tuple[Job, JobAttempt] | None:
    """Take a queued job for this worker; None if somebody else has it or it is not queued.

    ``ticket`` becomes the attempt's id: who asks again with the same one, because the answer to
    the commit was lost with the connection, gets what is theirs already.
    """
    now = timezone.now()
    if not Job.objects.filter(pk=job_id, state=State.QUEUED, held=False).exists():
        # The usual end of a second delivery, without asking for the write lock.
        return _claimed_with(ticket) if ticket else None
    with transaction.atomic():
        taken = Job.objects.filter(pk=job_id, state=State.QUEUED, held=False).update(
            state=State.STARTING, attempt=F("attempt") + 1, updated_at=now,
            started_at=Coalesce("started_at", Value(now)),  # a parent began with its plan
        )  # fmt: skip
        if not taken:
            return None
        job = Job.objects.select_related("created_by").get(pk=job_id)
        attempt = JobAttempt.objects.create(
            pk=ticket or uuid4(), job=job, number=job.attempt, host=host, worker_pid=pid,
            heartbeat_at=now,
        )  # fmt: skip
    return job, attempt


def _claimed_with(ticket: UUID) -> tuple[Job, JobAttempt] | None:
    attempt = JobAttempt.objects.filter(pk=ticket, outcome=JobAttempt.Outcome.OPEN).first()
    if attempt is None:
        return None
    return Job.objects.select_related("created_by").get(pk=attempt.job_id), attempt


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
                child_pid=attempt.child_pid, device=attempt.device, devices=attempt.devices
            )
    if changed:
        job.state, job.running_at = State.RUNNING, now
    return bool(changed)


def update_open(job: Job, **values: Any) -> bool:
    """Write to the row while this attempt still owns it."""
    return _update_in(ACTIVE_STATES, job, timezone.now(), values)


def _update_in(states: Iterable[State], job: Job, now: datetime, values: dict[str, Any]) -> bool:
    mine = Job.objects.filter(pk=job.pk, attempt=job.attempt, state__in=states)
    return bool(mine.update(**values, updated_at=now))


def was_finished(job: Job, attempt: JobAttempt, state: State) -> bool:
    """Whether this very attempt has ended the job in ``state``: after a commit whose answer was
    lost with the connection, :func:`finish` finds its own work done.
    """
    return JobAttempt.objects.filter(
        pk=attempt.pk, outcome=state.value, job__attempt=attempt.number, job__state=state
    ).exists()


def is_cancelling(job: Job) -> bool:
    """Whether the attempt owns the job still and a cancel waits to be answered."""
    return Job.objects.filter(pk=job.pk, attempt=job.attempt, state=State.CANCELLING).exists()


def finish(job: Job, attempt: JobAttempt, state: State, **values: Any) -> bool:
    """End the job in ``state``; ``values`` are further columns of the job. One transaction with
    the attempt's end. False if the attempt was fenced, or if a cancel came first and ``state`` is
    another: then nothing is written.
    """
    now = timezone.now()
    ending = (State.CANCELLING,) if state == State.CANCELLED else ()
    with transaction.atomic():
        if not _update_in(
            (State.STARTING, State.RUNNING, *ending),
            job,
            now,
            {"state": state, "finished_at": now, **values},
        ):
            return False
        close_attempt(attempt, JobAttempt.Outcome(state.value))
    job.state, job.finished_at = state, now
    for name, value in values.items():
        setattr(job, name, value)
    return True


def plan(job: Job, attempt: JobAttempt, **values: Any) -> bool:
    """The attempt has planned: the job is held for its parts. Call it in the transaction that
    makes them. False if the attempt was fenced or a cancel came first.
    """
    now = timezone.now()
    held = {**values, "state": State.QUEUED, "held": True, "phase": "", "progress_note": None}
    with transaction.atomic():
        if not _update_in((State.STARTING, State.RUNNING), job, now, held):
            return False
        close_attempt(attempt, JobAttempt.Outcome.PLANNED)
    for name, value in held.items():
        setattr(job, name, value)
    return True


def has_planned(attempt: JobAttempt) -> bool:
    """As :func:`was_finished`, for an attempt whose parts are made."""
    planned = JobAttempt.Outcome.PLANNED
    return JobAttempt.objects.filter(pk=attempt.pk, outcome=planned).exists()


def end_waiting(job: Job, state: State, **values: Any) -> bool:
    """End a job that is held for its parts, so that no attempt is open. False if it is not."""
    now = timezone.now()
    waits = Job.objects.filter(pk=job.pk, state=State.QUEUED, held=True)
    ended = {"state": state, "finished_at": now, "updated_at": now, **values}
    if not waits.update(**ended):
        return False
    for name, value in ended.items():
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
            "child_pid", "device", "devices", "updated_at",
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
