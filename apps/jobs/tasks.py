"""Celery's side: thin wrappers that take a job's id. Nothing is computed in a task."""

from __future__ import annotations

from celery import shared_task


@shared_task(name="jobs.run_job", ignore_result=True, acks_late=False)
def run_job(job_id: str) -> None:
    """Run a queued job, then what else waits in its queue."""
    from apps.jobs.supervisor.drain import run_and_drain  # psutil and pipes: workers only

    run_and_drain(job_id)


@shared_task(name="jobs.reap", ignore_result=True)
def reap() -> None:
    """Give the jobs of vanished workers back to the queue."""
    from apps.jobs.domain import reap as domain  # the task has its name

    domain.reap()


@shared_task(name="jobs.dispatch", ignore_result=True)
def dispatch() -> None:
    """Ring again for queued jobs whose message is gone."""
    from apps.jobs.domain import dispatch as domain  # the task has its name

    domain.dispatch()


@shared_task(name="jobs.prune", ignore_result=True)
def prune() -> None:
    """Forget what is past its time."""
    from apps.jobs.domain import prune as domain  # the task has its name

    domain.prune()
