"""The row is the queue: a free worker takes the next one without waiting for its message."""

from __future__ import annotations

from uuid import UUID

from django.db import OperationalError

from apps.jobs.models import Job, State
from apps.jobs.supervisor.supervise import shutting_down, supervise


def run_and_drain(job_id: UUID | str) -> None:
    """Run the job that the message names, then whatever else is queued for the same workers.

    Messages come one poll of the broker apart; rows are there at once. The messages of jobs that
    were taken this way find nothing to claim.
    """
    queue = Job.objects.filter(pk=job_id).values_list("queue", flat=True).first()
    supervise(job_id)
    while queue and not shutting_down.is_set():
        following = next_queued(queue)
        if following is None:
            return
        supervise(following)


def next_queued(queue: str) -> UUID | None:
    """The job that has waited longest; None too when the database is busy: the message comes."""
    waiting = Job.objects.filter(state=State.QUEUED, queue=queue).order_by("created_at")
    try:
        return waiting.values_list("pk", flat=True).first()
    except OperationalError:
        return None
