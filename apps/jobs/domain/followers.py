"""Jobs whose inputs other jobs are still making: they are queued, but held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from apps.core.messages import Message, msg
from apps.jobs.inputs import OUTPUT
from apps.jobs.models import FINAL_STATES, Job


def output_id(job_id: Any, name: str) -> str:
    """How an input names a table of a job."""
    return f"{job_id}/{name}"


def split(input_id: str) -> tuple[UUID, str]:
    """The inverse of :func:`output_id`. ``LookupError`` for what is no such id."""
    job_id, _slash, name = input_id.partition("/")
    try:
        return UUID(job_id), name
    except ValueError:
        raise LookupError(f"'{input_id}' names no table of a job") from None


def upstream(inputs: Mapping[str, Any]) -> set[UUID]:
    """The jobs whose tables the inputs name."""
    found = set()
    for chosen in inputs.values():
        if isinstance(chosen, Mapping) and chosen.get("kind") == OUTPUT:
            try:
                found.add(split(str(chosen.get("id")))[0])
            except LookupError:
                continue
    return found


def must_wait(inputs: Mapping[str, Any]) -> bool:
    """Whether a job that makes one of the inputs has not ended."""
    jobs = upstream(inputs)
    return bool(jobs) and _open(jobs).exists()


def waits_for(job: Job) -> Message:
    """What a held job waits for, in one sentence."""
    first = _open(upstream(job.inputs)).order_by("created_at").first()
    if first is None:
        return msg("What it needs is there; it is about to be queued.")
    return msg("It waits for the result of '{title}'.", title=first.title)


def _open(jobs: Iterable[UUID]) -> Any:
    return Job.objects.filter(pk__in=jobs).exclude(state__in=FINAL_STATES)
