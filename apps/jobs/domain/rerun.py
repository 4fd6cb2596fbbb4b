"""The same run again: same engine, parameters, inputs and seed."""

from __future__ import annotations

from typing import Any

from apps.engines import registry
from apps.jobs.domain import parts
from apps.jobs.domain.submit import submit
from apps.jobs.models import Job


def rerun(job: Job, user: Any) -> Job:
    """Submit a copy. A deterministic engine gives the same result (same ``result_hash``).

    What has parts plans anew. Raises :class:`~apps.jobs.domain.submit.SubmissionRefused`, e.g. when
    an input is gone, and ``Refused`` for what is only a part of a run.
    """
    entry = registry.entry(job.engine_key)
    parts.require_repeatable(job, entry.engine if entry else None)
    return submit(
        project=job.project,
        user=user,
        engine_key=job.engine_key,
        params=job.params,
        inputs=job.inputs,
        title=job.title,
        purpose=job.purpose,
        task=job.task,
        rerun_of=job,
        seed=job.seed,
    )
