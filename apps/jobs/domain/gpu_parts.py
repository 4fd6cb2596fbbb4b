"""Parts that wait for a GPU of a project whose GPU hours have been used up since they were made."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from apps.engines import registry
from apps.engines.contract import InputProfile, Issue
from apps.jobs.domain import parts, quotas
from apps.jobs.domain.submit import SubmissionRefused, queue_of
from apps.jobs.models import Job, State, Task

GPU = "gpu"


def send_elsewhere(parent: Job) -> bool:
    """What can do without a GPU goes to another queue; what cannot is refused, and True is said.
    The project must be held.
    """
    rows = parts.parts_of(parent).filter(state=State.QUEUED, held=True, queue=GPU)
    if not rows.exists() or quotas.gpu_hours_left(parent.project):
        return False
    refused = False
    for job in rows:
        try:
            values: dict[str, Any] = {"queue": _queue(parent, job)}
        except SubmissionRefused as error:
            values, refused = refusal(error.issues[0]), True
        Job.objects.filter(pk=job.pk, held=True).update(**values, updated_at=timezone.now())
    return refused


def refusal(issue: Issue) -> dict[str, Any]:
    """The columns of a part or trial that ends before it begins."""
    now, told = timezone.now(), issue.model_dump(mode="json")
    return {
        "state": State.REFUSED, "held": False, "refusal": told, "reason": told["message"],
        "finished_at": now, "handled_at": now,
    }  # fmt: skip


def _queue(parent: Job, job: Job) -> str:
    """A part holds no parameters: it has its parent's."""
    source = parent if job.task == Task.PART else job
    engine = registry.get(source.engine_key)
    profiles = {
        slot: InputProfile.model_validate(known)
        for slot, known in source.provenance.get("inputs", {}).items()
    }
    return queue_of(parent.project, engine, engine.Params.model_validate(source.params), profiles)
