"""Jobs as they are stored now."""

from __future__ import annotations

from apps.jobs.models import Job
from tests.jobs import workers

PATIENCE = 60.0  # several real processes on a machine that may be busy


def until(condition, seconds=PATIENCE):
    workers.until(condition, seconds)


def now(job):
    return Job.objects.get(pk=job.pk)


def settled(job, seconds=PATIENCE):
    """The job once it is over and everything that follows from it is in place."""
    until(lambda: now(job).is_settled, seconds)
    return now(job)
