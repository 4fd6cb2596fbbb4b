"""Fixtures that every test may use."""

import pytest
from django.utils import translation

from tests.jobs.fixtures import job_dirs, run_jobs

__all__ = ["job_dirs", "run_jobs"]


@pytest.fixture(autouse=True)
def _english():
    """A request leaves its reader's language active in the thread; each test starts in English."""
    translation.activate("en")
