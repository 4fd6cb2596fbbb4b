"""Jobs whose worker is gone go back to the queue, a limited number of times."""

from __future__ import annotations

import logging
import os
import signal
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from apps.core.messages import Message, msg
from apps.jobs import finishing
from apps.jobs.domain import artifacts, folders, transitions
from apps.jobs.domain.dispatch import send
from apps.jobs.domain.identity import alive, host_identity
from apps.jobs.domain.parts import why_cancelled
from apps.jobs.domain.provenance import describe
from apps.jobs.models import ACTIVE_STATES, FINAL_STATES, Job, JobAttempt, State

logger = logging.getLogger(__name__)
LOST = msg("The worker stopped without a word.")
GIVEN_UP = msg(
    "The worker was lost {count} times while it ran this, so it was not tried again. "
    "It may need more memory than the machine has."
)
UNSETTLED_AFTER = timedelta(minutes=2)


def reap(now: datetime | None = None, *, reachable_since: datetime | None = None) -> int:
    """Look for attempts without a sign of life; how many were found.

    While the database is away nobody can write a heartbeat: after that (``reachable_since``)
    everybody gets the usual time to do so before being taken for lost.
    """
    now = now or timezone.now()
    overdue = now - timedelta(seconds=settings.JOB_LOST_AFTER_SECONDS)
    if reachable_since is not None and reachable_since > overdue:
        overdue = datetime.min.replace(tzinfo=UTC)
    found = 0
    for attempt in _silent(overdue):
        found += _lose(attempt)
    _settle_left_over(now)
    return found


def _silent(overdue: datetime) -> list[JobAttempt]:
    """Attempts whose heartbeat is overdue, and those of a dead process of this machine."""
    mine = Q(host=host_identity())
    attempts = (
        JobAttempt.objects.filter(outcome=JobAttempt.Outcome.OPEN)
        .filter(mine | Q(heartbeat_at__lt=overdue) | Q(heartbeat_at=None, created_at__lt=overdue))
        .select_related("job", "job__created_by")
    )
    return [attempt for attempt in attempts if _is_lost(attempt, overdue)]


def _is_lost(attempt: JobAttempt, overdue: datetime) -> bool:
    if (attempt.heartbeat_at or attempt.created_at) < overdue:
        return True
    return _died_here(attempt)


def _died_here(attempt: JobAttempt) -> bool:
    """The worker was a process of this machine and is not there any more."""
    return attempt.host == host_identity() and not alive(attempt.worker_pid)


def _lose(attempt: JobAttempt) -> bool:
    job = attempt.job
    if job.attempt != attempt.number or job.state not in ACTIVE_STATES:
        transitions.close_attempt(attempt, JobAttempt.Outcome.LOST, LOST)
        return False
    _kill_left_over(attempt)
    if job.state == State.CANCELLING:
        return _finish(attempt, State.CANCELLED, why_cancelled(job))
    losses = 1 + _lost_before(job)
    if losses >= settings.JOB_MAX_ATTEMPTS:
        reason = Message(text=GIVEN_UP.text, values={"count": losses})
        return _finish(attempt, State.ERRORED, reason)
    if not transitions.requeue(job, attempt, LOST):
        return False
    artifacts.discard_attempt(job.pk, attempt.number)
    logger.warning("job %s: attempt %s was lost; queued again", job.pk, attempt.number)
    if send(job):
        Job.objects.filter(pk=job.pk, state=State.QUEUED).update(sent_at=timezone.now())
    return True


def _lost_before(job: Job) -> int:
    """Attempts that were lost in the step that the job is at: a parent has several."""
    lost = job.attempts.filter(outcome=JobAttempt.Outcome.LOST, reason=str(LOST))
    planned = job.attempts.filter(outcome=JobAttempt.Outcome.PLANNED)
    last = planned.order_by("-number").values_list("number", flat=True).first() or 0
    return lost.filter(number__gt=last).count()


def _finish(attempt: JobAttempt, state: State, reason: Message) -> bool:
    """End the job in the attempt's name; the attempt itself was lost."""
    job = attempt.job
    with transaction.atomic():
        done = transitions.finish(
            job, attempt, state, reason=reason.model_dump(mode="json"),
            provenance=describe(job, attempt, threads=0),
        )  # fmt: skip
        if not done:
            return False
        transitions.close_attempt(attempt, JobAttempt.Outcome.LOST, LOST)
        finishing.report_end(job)
    artifacts.discard_attempt(job.pk, attempt.number)
    folders.remove(job.pk)
    finishing.settle(job)
    return True


def _kill_left_over(attempt: JobAttempt) -> None:
    """A dead worker's child kills itself; what it had started itself may still be there."""
    if not attempt.child_pid or not _died_here(attempt):
        return
    try:
        os.killpg(attempt.child_pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def _settle_left_over(now: datetime) -> None:
    """A worker that died between the final state and what follows from it. Whoever touches the
    row does it; the others look away for as long as that takes.
    """
    before = now - UNSETTLED_AFTER
    ended = Job.objects.filter(state__in=FINAL_STATES, handled_at=None)
    for job in ended.select_related("project", "created_by")[:100]:
        waited = max(job.finished_at or job.updated_at, job.updated_at) < before
        if not waited and not _settler_died(job):
            continue
        seen = Job.objects.filter(pk=job.pk, handled_at=None, updated_at=job.updated_at)
        if seen.update(updated_at=timezone.now()):
            finishing.settle(job)


def _settler_died(job: Job) -> bool:
    """Whether whoever ended the job on this machine is gone, and nobody has taken over since."""
    if job.updated_at != job.finished_at:
        return False
    attempt = job.attempts.filter(number=job.attempt).first()
    return attempt is not None and _died_here(attempt)
