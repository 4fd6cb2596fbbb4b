"""Runs as evidence behind what is planned, and the effects that they have found."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from apps.core.messages import Message, mark
from apps.jobs.models import Job, State
from apps.projects.collections.linking import row_of
from apps.projects.models import Project
from apps.projects.plan import evidence
from apps.projects.plan.effects import Effect, Finding
from apps.projects.plan.evidence import EvidenceKind, Found

MEASURES = "effects.release"  # the engine whose runs measure what a release has changed


def _find(project: Project, key: str) -> Found | None:
    job = row_of(Job, project, key)
    return Found(job.title or job.engine_key, _page(job)) if job else None


def _effects(project: Project, key: str) -> list[Finding]:
    """What the run has found, market by market; nothing of one that has not succeeded."""
    job = row_of(Job, project, key)
    if job is None or job.engine_key != MEASURES or job.state != State.SUCCEEDED:
        return []
    hashes = job.taken.exclude(content_hash="").values_list("content_hash", flat=True)
    data = hashes.first() or ""
    told = job.summary.get("effects") or []
    return [
        Finding(one["market"] or "", _effect(job, one, data))
        for one in told
        if one["estimate"] is not None
    ]


def _effect(job: Job, told: dict[str, Any], data: str) -> Effect:
    """``told`` is an element of ``summary.effects`` (docs/effects.md)."""
    return Effect(
        estimate=told["estimate"],
        sentence=Message.model_validate(told["sentence"]),
        source=str(job.pk),
        low=told["low"],
        high=told["high"],
        unit=told["unit"],
        direction="" if told["direction"] == "unclear" else told["direction"],
        url=_page(job),
        hash=data,
        computed_at=job.finished_at or job.updated_at,
    )


def _page(job: Job) -> str:
    return reverse("jobs:detail", args=[job.project_id, job.pk])


RUN = EvidenceKind(
    "jobs.run", mark("Run"), "activity", _find, "jobs:detail", "job_id", effects=_effects
)


def follow(job: Job) -> None:
    """A run that was linked before it ended: what it has found is stored with the items."""
    evidence.found_more(RUN, job.project, str(job.pk))
