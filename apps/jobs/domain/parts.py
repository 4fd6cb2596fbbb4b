"""A parent job and its parts: which is which, and what can be done to a part by itself.

A divided run or a search is a parent. It plans, is held while its parts run, and goes on with its
next attempt when they have ended, so it takes no place of a worker in between.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from apps.core.messages import Message, msg
from apps.engines import registry
from apps.engines.contract import Engine
from apps.jobs.domain import folders
from apps.jobs.models import FINAL_STATES, OPEN_STATES, Job, State, Task
from apps.projects.domain.errors import Refused

FAILED_STATES = tuple(state for state in FINAL_STATES if state != State.SUCCEEDED)
BY_PERSON = msg("Cancelled by a person.")
WITH_PARENT = msg("Ended together with the run that it is a part of.")


class Step(StrEnum):
    """What an attempt does of its job."""

    RUN = "run"
    PREDICT = "predict"
    PLAN = "plan"
    PART = "part"
    COMBINE = "combine"
    PROPOSE = "propose"


def step_of(job: Job, engine: Engine) -> Step:
    """What the job's next attempt is to do. A trial runs whole, whatever its engine."""
    if job.task != Task.RUN:
        return Step(job.task)
    if job.parent_id is not None:
        return Step.RUN
    if engine.searches:
        return Step.PROPOSE
    if job.parts_total is not None:
        return Step.COMBINE
    if engine.divisible and engine.divides(engine.Params.model_validate(job.params)):
        return Step.PLAN
    return Step.RUN


def is_parent(job: Job) -> bool:
    """Whether it may have parts by now, whatever the row in hand says."""
    entry = registry.entry(job.engine_key)
    engine = entry.engine if entry else None
    may = job.parent_id is None and engine is not None and (engine.divisible or engine.searches)
    return may or job.parts_total is not None


def waiting(**of: Any) -> QuerySet[Job]:
    """Parents whose parts have not all ended, as far as anybody has looked."""
    return Job.objects.filter(state=State.QUEUED, held=True, parts_total__isnull=False, **of)


def parts_of(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(parent=job).order_by("part_number", "pk")


def child_of(parent: Job, number: int, **values: Any) -> Job:
    """A job under ``parent``, unsaved, and held until there is a place for it."""
    end = f" · {number}"
    return Job(
        project_id=parent.project_id, parent=parent, part_number=number,
        title=parent.title[: 200 - len(end)] + end, created_by_id=parent.created_by_id,
        time_limit_seconds=parent.time_limit_seconds, state=State.QUEUED, held=True, **values,
    )  # fmt: skip


def with_parts(jobs: Any) -> Q:
    """Rows of these jobs and of their parts, among those that have a ``job``."""
    return Q(job__in=jobs) | Q(job__parent__in=jobs)


def require_whole(job: Job) -> None:
    """``Refused`` for a part of a divided run: without it the run could not be put together."""
    if job.task == Task.PART:
        raise Refused(
            msg(
                "This is part {number} of a run and cannot be ended, kept or run by itself."
                " Do it to the whole run.",
                number=job.part_number or 0,
            )
        )


def require_repeatable(job: Job, engine: Engine | None) -> None:
    """``Refused`` for what would become something else if it were asked for again."""
    require_whole(job)
    if engine is not None and engine.kind == "system":
        raise Refused(msg("The site runs this for something else: start it from there."))
    if job.parent_id is not None and engine is not None and engine.searches:
        raise Refused(
            msg("This is a trial of a search, and its engine would search again. Run the search.")
        )


def why_cancelled(job: Job) -> Message:
    """What a job says that was cancelled while it ran."""
    return WITH_PARENT if job.task == Task.PART else BY_PERSON


def end_parts(parent: Job) -> int:
    """Cancel what has not ended of a parent that has: those in the queue at once, those that run
    as any cancelled job. How many. Inside the transaction that ends the parent.
    """
    rows = Job.objects.filter(parent=parent, state__in=OPEN_STATES).order_by("pk")
    held = list(rows.select_for_update(no_key=True).values_list("pk", "state"))
    queued = [pk for pk, state in held if state == State.QUEUED]
    others = [pk for pk, state in held if state != State.QUEUED]
    now = timezone.now()
    Job.objects.filter(pk__in=queued, state=State.QUEUED).update(
        state=State.CANCELLED, cancel_requested_at=now, finished_at=now, handled_at=now,
        reason=WITH_PARENT.model_dump(mode="json"), updated_at=now,
    )  # fmt: skip
    Job.objects.filter(pk__in=others, state__in=(State.STARTING, State.RUNNING)).update(
        state=State.CANCELLING, cancel_requested_at=now, updated_at=now
    )
    transaction.on_commit(lambda: _ring(others))
    return len(held)


def _ring(ids: list[Any]) -> None:
    for pk in ids:
        folders.ring(pk)
