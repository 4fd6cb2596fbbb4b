"""Waiting for a job in a request that is short by nature, e.g. a prediction."""

from __future__ import annotations

import time

from apps.jobs.models import Job


def wait_for(job: Job, seconds: float) -> Job:
    """The job as it stands once it is settled, or after ``seconds``. Polls the row.

    Call it outside a transaction: inside one the worker's changes may stay out of sight.
    """
    deadline = time.monotonic() + seconds
    pause = 0.01
    while True:
        job.refresh_from_db()
        if job.is_settled or time.monotonic() >= deadline:
            return job
        time.sleep(min(pause, max(deadline - time.monotonic(), 0)))
        pause = min(pause * 1.5, 0.25)
