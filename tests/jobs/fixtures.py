"""Running queued jobs through the real supervisor and a real child, without a broker."""

from __future__ import annotations

import pytest

from apps.jobs.models import Job, State
from apps.jobs.supervisor.supervise import supervise


@pytest.fixture
def job_dirs(settings, tmp_path):
    """Working folder and storage of their own."""
    settings.WORK_DIR = tmp_path / "work"
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path


@pytest.fixture
def run_jobs(db, job_dirs, monkeypatch):
    """``run_jobs()`` runs every queued job to its end, jobs that they make included, and returns
    them as they are stored then. ``run_jobs(job)`` runs that one and returns it.

    Nothing is sent to a broker: the row is the queue.
    """
    monkeypatch.setattr("apps.jobs.domain.dispatch.send", lambda job: True)

    def run(*jobs: Job) -> list[Job] | Job:
        if jobs:
            done = [supervise(job.pk) for job in jobs]
            assert all(done), "a job was not queued"
            stored = [Job.objects.get(pk=job.pk) for job in jobs]
            return stored[0] if len(stored) == 1 else stored
        ran = []
        waiting = Job.objects.filter(state=State.QUEUED, held=False).order_by("created_at")
        while job := waiting.first():
            supervise(job.pk)
            ran.append(job.pk)
        return [Job.objects.get(pk=pk) for pk in ran]

    return run
