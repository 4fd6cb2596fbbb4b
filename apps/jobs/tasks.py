"""Celery's side: thin wrappers that take a job's id. Nothing is computed in a task."""

from __future__ import annotations

from celery import shared_task


@shared_task(name="jobs.run_job", ignore_result=True, acks_late=False)
def run_job(job_id: str) -> None:
    """Run a queued job, then what else waits in its queue."""
    from apps.jobs.supervisor.drain import run_and_drain  # psutil and pipes: workers only

    run_and_drain(job_id)
