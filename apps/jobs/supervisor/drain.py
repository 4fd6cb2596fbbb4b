"""The row is the queue: a free worker takes the next one without waiting for its message."""

from __future__ import annotations

from uuid import UUID

from django.db.models.functions import Coalesce

from apps.jobs.domain.retrying import AWAY, retrying
from apps.jobs.models import Job, State
from apps.jobs.supervisor.supervise import draining, shutting_down, supervise


def run_and_drain(job_id: UUID | str) -> None:
    """Run the job that the message names, then whatever else is queued for the same workers.

    Messages come one poll of the broker apart; rows are there at once. The messages of jobs that
    were taken this way find nothing to claim.
    """
    row = Job.objects.filter(pk=job_id).values_list("queue", flat=True)
    queue = retrying(row.first)
    supervise(job_id)
    while queue and not (shutting_down.is_set() or draining.is_set()):
        following = next_queued(queue)
        if following is None:
            return
        supervise(following)


def next_queued(queue: str) -> UUID | None:
    """The job that has waited longest; None too when the database is away: the message comes. A
    part waits since there was a place for it, so that a run of many parts is not always first.
    """
    waiting = Job.objects.filter(state=State.QUEUED, held=False, queue=queue)
    try:
        asked = Coalesce("ready_at", "created_at")
        return waiting.order_by(asked).values_list("pk", flat=True).first()
    except AWAY:
        return None
