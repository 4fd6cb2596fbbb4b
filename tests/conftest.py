"""Fixtures that every test may use."""

from django.conf import settings

from tests.jobs.fixtures import job_dirs, run_jobs

__all__ = ["job_dirs", "run_jobs"]

# Static files are served from their sources: no test depends on a collectstatic run before it.
settings.STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
