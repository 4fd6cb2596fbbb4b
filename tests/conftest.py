"""Fixtures that every test may use."""

from tests.jobs.fixtures import job_dirs, run_jobs

__all__ = ["job_dirs", "run_jobs"]
