"""Where a job's form is, so that a refused run can be changed and asked for again."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse

from apps.core.registry import Registry
from apps.jobs.models import Job

edit_forms: Registry[Callable[[Job], str]] = Registry("form of a purpose")


def edit_url(job: Job) -> str:
    """The filled-in form: that of the job's purpose where a room has registered one
    (``links.edit_forms.register("research.demand", function, owner="apps.research")``), else the
    generic page.
    """
    special = edit_forms.get(job.purpose) if job.purpose else None
    if special is not None:
        return special(job)
    return f"{reverse('jobs:new', args=[job.project_id])}?from={job.pk}"
