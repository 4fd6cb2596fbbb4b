"""Making the parts that a parent has planned: all of them, once, with the end of its attempt."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from apps.engines import registry
from apps.engines.contract import Engine, InputProfile
from apps.jobs.domain import advancing, transitions, trials
from apps.jobs.domain.parts import child_of
from apps.jobs.domain.submit import queue_of
from apps.jobs.models import Job, JobAttempt, Task
from apps.projects.domain.changes import hold

AT_ONCE = 200


def divide(job: Job, attempt: JobAttempt, answer: dict[str, Any], columns: dict[str, Any]) -> bool:
    """Hold the job for the parts of ``answer`` and queue the first of them; ``columns`` are
    written along. False, with nothing made, if the attempt was fenced or a cancel came first.

    One transaction, so a worker that is lost leaves all parts or none; that there are never two of
    one number is also the database's to say. Raises ``SubmissionRefused`` where none may run.
    """
    engine = registry.get(job.engine_key)
    with transaction.atomic():
        hold(job.project_id)
        stored = Job.objects.filter(pk=job.pk).values_list("parts_total", flat=True)
        job.parts_total = stored.first()  # not what an earlier try, undone since, has set
        made = _parts(job, engine, answer)
        total = (job.parts_total or 0) + len(made)
        held = {
            **columns,
            "parts_total": total, "parts_ended": total - len(made),
            "progress_total": total, "progress_done": total - len(made), "progress_rate": None,
        }  # fmt: skip
        if not transitions.plan(job, attempt, **held):
            return False
        Job.objects.bulk_create(made, batch_size=AT_ONCE)
        advancing.go_on(job)
    return True


def _parts(job: Job, engine: Engine, answer: dict[str, Any]) -> list[Job]:
    if "trials" in answer:
        return trials.made(job, engine, answer["trials"])
    profiles = {
        slot: InputProfile.model_validate(known)
        for slot, known in job.provenance.get("inputs", {}).items()
    }
    queue = queue_of(job.project, engine, engine.Params.model_validate(job.params), profiles)
    return [_part(job, number, part, queue) for number, part in enumerate(answer["parts"], 1)]


def _part(job: Job, number: int, part: Any, queue: str) -> Job:
    """A part holds what is its own: parameters and inputs are those of its parent."""
    return child_of(
        job, number, engine_key=job.engine_key, engine_version=job.engine_version,
        task=Task.PART, part={"part": part}, queue=queue, seed=job.seed,
    )  # fmt: skip
