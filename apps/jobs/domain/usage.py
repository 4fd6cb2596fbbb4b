"""What a project uses of its job quotas, as its settings page shows it."""

from __future__ import annotations

from apps.core.messages import mark
from apps.jobs.domain import quotas
from apps.projects.meters import Usage
from apps.projects.models import Project


def open_jobs(project: Project) -> Usage:
    """Jobs of people that wait or run now."""
    return Usage(mark("Jobs at once"), quotas.open_jobs(project), quotas.jobs_allowed(project))


def gpu_hours(project: Project) -> Usage:
    """Hours of GPU in this month."""
    used = quotas.gpu_hours_used(project)
    return Usage(mark("GPU hours this month"), used, quotas.gpu_hours_allowed(project))
