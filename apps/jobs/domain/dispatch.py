"""Sending job ids to workers. The row is the queue; the message only rings."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models import DurationField, ExpressionWrapper, F, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from apps.jobs.models import Job, State

logger = logging.getLogger(__name__)
BATCH = 500  # rows of one queue in one round
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
    except Exception as error:  # noqa: BLE001 - transports raise what they like
        logger.warning("the broker did not take job %s, which stays queued: %s", job.pk, error)
        return False
    return True


def dispatch(now: datetime | None = None) -> int:
    """Ring again for queued jobs whose message was never sent or must be gone; how many.

    The gap doubles with each repetition, so that a long queue is not flooded with copies. A copy
    does no harm: only one worker can claim the row. Of several dispatchers one rings.
    """
    now = now or timezone.now()
    sent = 0
    for job in _due(now):
        seen = Job.objects.filter(pk=job.pk, state=State.QUEUED, sent_at=job.sent_at)
        if not seen.update(sent_at=now):
            continue
        if not send(job):
            Job.objects.filter(pk=job.pk, state=State.QUEUED).update(sent_at=job.sent_at)
            break
        sent += 1
    return sent


def _due(now: datetime) -> list[Job]:
    """The oldest of each queue whose gap is over, so that no queue waits behind another's rows.

    The gap is as long as the row had waited when it was last rung for: at least
    ``JOB_RESEND_AFTER_SECONDS``, at most :data:`LONGEST_GAP`.
    """
    shortest = timedelta(seconds=settings.JOB_RESEND_AFTER_SECONDS)
    silent = ExpressionWrapper(Value(now) - F("sent_at"), output_field=DurationField())
    asked = Coalesce("ready_at", "created_at")
    waited = ExpressionWrapper(F("sent_at") - asked, output_field=DurationField())
    due = (
        Job.objects.filter(state=State.QUEUED, held=False)
        .alias(silent=silent, waited=waited)
        .filter(
            Q(sent_at=None)
            | Q(sent_at__lte=now - LONGEST_GAP)
            | Q(sent_at__lte=now - shortest, silent__gte=F("waited"))
        )
    )
    queues = due.order_by("queue").values_list("queue", flat=True).distinct()
    rows = due.only("pk", "queue", "sent_at", "created_at").order_by("created_at")
    return [job for queue in list(queues) for job in rows.filter(queue=queue)[:BATCH]]
