"""Runs as evidence behind what is planned."""

from __future__ import annotations

from django.urls import reverse

from apps.core.messages import mark
from apps.jobs.models import Job
from apps.projects.models import Project
from apps.projects.plan.evidence import EvidenceKind, Found, row_of


def _find(project: Project, key: str) -> Found | None:
    job = row_of(Job, project, key)
    if job is None:
        return None
    return Found(job.title or job.engine_key, reverse("jobs:detail", args=[project.pk, job.pk]))


RUN = EvidenceKind("jobs.run", mark("Run"), "activity", _find, "jobs:detail", "job_id")
