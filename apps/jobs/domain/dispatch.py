"""Sending job ids to workers. The row is the queue; the message only rings."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from apps.jobs.models import Job, State

logger = logging.getLogger(__name__)
BATCH = 500
LONGEST_GAP = timedelta(minutes=10)


def send_after_commit(job: Job) -> None:
    """Ring for the job once its row is there for everybody to see. The row must say ``sent_at``."""
    transaction.on_commit(lambda: _send_or_clear(job))


def _send_or_clear(job: Job) -> None:
    if not send(job):
        Job.objects.filter(pk=job.pk, state=State.QUEUED).update(sent_at=None)


def send(job: Job) -> bool:
    """Ring once. A broker that does not answer is no error: the dispatcher tries again."""
    try:
        current_app.send_task(
            "jobs.run_job", args=[str(job.pk)], queue=job.queue, ignore_result=True
        )
    except Exception:
        logger.warning("the broker did not take job %s; it stays queued", job.pk, exc_info=True)
        return False
    return True


def dispatch(now: datetime | None = None) -> int:
    """Ring again for queued jobs whose message was never sent or must be gone; how many.

    The gap doubles with each repetition, so that a long queue is not flooded with copies. A copy
    does no harm: only one worker can claim the row. Of several dispatchers one rings.
    """
    now = now or timezone.now()
    sent = 0
    for job in list(_due(now)):
        seen = Job.objects.filter(pk=job.pk, state=State.QUEUED, sent_at=job.sent_at)
        if not seen.update(sent_at=now):
            continue
        if not send(job):
            Job.objects.filter(pk=job.pk, state=State.QUEUED).update(sent_at=job.sent_at)
            break
        sent += 1
    return sent


def _due(now: datetime) -> Iterable[Job]:
    shortest = timedelta(seconds=settings.JOB_RESEND_AFTER_SECONDS)
    queued = Job.objects.filter(state=State.QUEUED).order_by("created_at")
    for job in queued.only("pk", "queue", "sent_at", "created_at")[:BATCH]:
        if job.sent_at is None:
            yield job
            continue
        gap = min(max(shortest, job.sent_at - job.created_at), LONGEST_GAP)
        if now - job.sent_at >= gap:
            yield job
