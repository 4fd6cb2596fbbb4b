"""Which runs took what: kept beside each job's own ``inputs``, and asked the other way round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import QuerySet

from apps.core import written  # noqa: F401 - the lookup
from apps.core.happenings import Happening, recorder
from apps.jobs.domain.kinds import system_keys
from apps.jobs.inputs import OUTPUT
from apps.jobs.models import Job, JobInput

BATCH = 500
LEFT_OUT = "made again from the jobs that arrive"
LARGE = ("result", "params", "inputs", "provenance", "summary", "error")


def record(job: Job) -> None:
    """Keep what a new job takes. Parts and trials take what their parent does."""
    JobInput.objects.bulk_create(taken(job))


def taken(job: Job) -> Iterator[JobInput]:
    """A row for each filled slot of the job; what has neither kind nor id is passed over."""
    described = job.provenance.get("inputs") or {}
    for slot, chosen in job.inputs.items():
        kind, whole = str(chosen.get("kind") or ""), str(chosen.get("id") or "")
        if not kind or not whole:
            continue
        ref, name = whole.split("/", 1) if kind == OUTPUT and "/" in whole else (whole, "")
        content_hash = (described.get(slot) or {}).get("content_hash") or ""
        yield JobInput(
            job=job, slot=slot, kind=kind, ref=ref, name=name, content_hash=content_hash,
            at=job.created_at,
        )  # fmt: skip


def newest_users(kind: str, refs: QuerySet[Any, str], project_id: Any, limit: int) -> list[Job]:
    """The project's runs that took one of these, newest first; steps of the site's own are left
    out. ``refs`` is a query for the ids as they are written: a dataset may have thousands."""
    used = JobInput.objects.filter(kind=kind, ref__among=refs, job__project_id=project_id).exclude(
        job__engine_key__in=system_keys()
    )
    # A job that took two of them is there twice, at one moment.
    found = used.order_by("-at", "job").values_list("job", "at").distinct()[:limit]
    jobs = Job.objects.defer(*LARGE).in_bulk([job_id for job_id, _at in found])
    return sorted(jobs.values(), key=lambda job: job.created_at, reverse=True)


def is_used(kind: str, *refs: Any) -> bool:
    """Whether a run took one of these."""
    return JobInput.objects.filter(kind=kind, ref__in=[str(ref) for ref in refs]).exists()


@recorder
def of_arrivals(happenings: Sequence[Happening]) -> None:
    """They stay behind when a project leaves, so archives from before this table are complete."""
    for happening in happenings:
        if happening.kind == "projects.project.imported":
            fill(Job.objects.filter(project_id=happening.project_id, part_number=None))


def fill(jobs: QuerySet[Job]) -> None:
    """Keep what these jobs, which have no rows yet, took."""
    narrow = jobs.only("inputs", "provenance", "created_at").order_by("pk")
    rows = (row for job in narrow.iterator(BATCH) for row in taken(job))
    for batch in _batches(rows):
        JobInput.objects.bulk_create(batch)


def _batches(rows: Iterable[JobInput]) -> Iterator[list[JobInput]]:
    batch: list[JobInput] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
