"""Jobs whose worker is gone go back to the queue, a limited number of times."""

from __future__ import annotations

import logging
import os
import signal
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from apps.core.messages import Message, msg
from apps.jobs import finishing
from apps.jobs.domain import transitions
from apps.jobs.domain.dispatch import send
from apps.jobs.domain.identity import alive, host_identity
from apps.jobs.domain.provenance import describe
from apps.jobs.models import ACTIVE_STATES, FINAL_STATES, Job, JobAttempt, State

logger = logging.getLogger(__name__)
LOST = msg("The worker stopped without a word.")
GIVEN_UP = msg(
    "The worker was lost {count} times while it ran this, so it was not tried again. "
    "It may need more memory than the machine has."
)
UNSETTLED_AFTER = timedelta(minutes=2)


def reap(now: datetime | None = None) -> int:
    """Look for attempts without a sign of life; how many were found."""
    now = now or timezone.now()
    found = 0
    for attempt in _silent(now):
        found += _lose(attempt)
    _settle_left_over(now)
    return found


def _silent(now: datetime) -> list[JobAttempt]:
    """Attempts whose heartbeat is overdue, and those of a dead process of this machine."""
    overdue = now - timedelta(seconds=settings.JOB_LOST_AFTER_SECONDS)
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
    return attempt.host == host_identity() and not alive(attempt.worker_pid)


def _lose(attempt: JobAttempt) -> bool:
    job = attempt.job
    if job.attempt != attempt.number or job.state not in ACTIVE_STATES:
        transitions.close_attempt(attempt, JobAttempt.Outcome.LOST, LOST)
        return False
    _kill_left_over(attempt)
    if job.state == State.CANCELLING:
        return _finish(attempt, State.CANCELLED, msg("Cancelled by a person."))
    if attempt.number >= settings.JOB_MAX_ATTEMPTS:
        reason = Message(text=GIVEN_UP.text, values={"count": attempt.number})
        return _finish(attempt, State.ERRORED, reason)
    if not transitions.requeue(job, attempt, LOST):
        return False
    logger.warning("job %s: attempt %s was lost; queued again", job.pk, attempt.number)
    if send(job):
        Job.objects.filter(pk=job.pk, state=State.QUEUED).update(sent_at=timezone.now())
    return True


def _finish(attempt: JobAttempt, state: State, reason: Message) -> bool:
    """End the job in the attempt's name; the attempt itself was lost."""
    job = attempt.job
    done = transitions.finish(
        job, attempt, state, reason=reason.model_dump(mode="json"),
        provenance=describe(job, attempt, threads=0),
    )  # fmt: skip
    if done:
        transitions.close_attempt(attempt, JobAttempt.Outcome.LOST, LOST)
        finishing.settle(job)
    return done


def _kill_left_over(attempt: JobAttempt) -> None:
    """A dead worker's child kills itself; what it had started itself may still be there."""
    if attempt.host != host_identity() or alive(attempt.worker_pid) or not attempt.child_pid:
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
    ended = Job.objects.filter(
        state__in=FINAL_STATES, handled_at=None, finished_at__lt=before, updated_at__lt=before
    )
    for job in ended.select_related("project", "created_by")[:100]:
        seen = Job.objects.filter(pk=job.pk, handled_at=None, updated_at=job.updated_at)
        if seen.update(updated_at=timezone.now()):
            finishing.settle(job)
