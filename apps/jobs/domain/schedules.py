"""Making, changing, pausing and deleting schedules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.core.happenings import report
from apps.core.messages import msg
from apps.jobs.domain import cron, firing
from apps.jobs.domain.submit import SubmissionRefused, check
from apps.jobs.models import Job, Schedule
from apps.projects.domain.changes import apply, hold, locked
from apps.projects.domain.errors import Refused
from apps.projects.models import Project

RUN_FIELDS = ("engine_key", "params", "inputs")
TIME_FIELDS = ("expression", "time_zone")


def from_job(job: Job) -> dict[str, Any]:
    """What a schedule that repeats the job starts from."""
    return {
        "title": job.title,
        "purpose": job.purpose,
        "engine_key": job.engine_key,
        "params": job.params,
        "inputs": job.inputs,
        "seed": job.seed,
    }


def make(project: Project, user: Any, values: Mapping[str, Any]) -> Schedule:
    """Store a schedule and its first due time.

    Raises :class:`SubmissionRefused` for a run that could not start as it is, and
    :class:`~apps.projects.domain.errors.Refused` for a time that never comes.
    """
    row = Schedule(project=project, created_by=user, **values)
    _check(row, user)
    row.next_run_at = _following(row) if row.enabled else None
    with transaction.atomic():
        hold(project.pk)
        row.save(force_insert=True)
        report("jobs.schedule.created", actor=user, project_id=project.pk, subject=row)
    return row


def change(
    row: Schedule, user: Any, values: Mapping[str, Any], seen: datetime | None = None
) -> Schedule:
    """Change what is given; ``seen`` as in ``changes.apply``. Raises as :func:`make`."""
    with transaction.atomic():
        hold(row.project_id)
        held = locked(row)
        planned = dict(values)
        trial = Schedule(project=held.project, **{**_told(held), **planned})
        _check(trial, user, run=any(name in planned for name in RUN_FIELDS))
        before = held.enabled
        if trial.enabled and not before and not firing.may_ask(held.project_id, held.created_by):
            planned["created_by"] = user  # it would be paused again at its next time
        if {"enabled", *TIME_FIELDS} & set(planned):
            planned |= _timed(held, trial)
        changed = apply(held, planned, seen)
        if changed:
            told = {*values, "created_by"}
            report(
                _kind(before, held.enabled), actor=user, project_id=held.project_id, subject=held,
                changes={name: changed[name] for name in sorted(changed) if name in told},
            )  # fmt: skip
    return held


def _timed(held: Schedule, trial: Schedule) -> dict[str, Any]:
    """The next due time, where the change moves it."""
    if not trial.enabled:
        return {"next_run_at": None}
    moved = any(getattr(held, name) != getattr(trial, name) for name in TIME_FIELDS)
    if moved or not held.enabled:
        return {"next_run_at": _following(trial), "refusals": 0}
    return {}


def _kind(before: bool, after: bool) -> str:
    if before == after:
        return "jobs.schedule.changed"
    return "jobs.schedule.resumed" if after else "jobs.schedule.paused"


def _told(row: Schedule) -> dict[str, Any]:
    names = ("engine_key", "params", "inputs", "expression", "time_zone", "enabled")
    return {name: getattr(row, name) for name in names}


def switch(row: Schedule, user: Any, on: bool) -> Schedule:
    """Pause or resume."""
    return change(row, user, {"enabled": on})


def run_now(row: Schedule, user: Any) -> Job:
    """Ask for a run outside the times, in the name of ``user``.

    Raises :class:`Refused` while the last one is open, and :class:`SubmissionRefused`.
    """
    with transaction.atomic():
        hold(row.project_id)
        held = locked(row)
        if firing.is_open(held):
            raise Refused(msg("The run before has not ended. Wait for it, or cancel it."))
        job = firing.ask(held, user, timezone.now())
        held.last_note = msg("It was run by hand.").model_dump(mode="json")
        held.save()
    return job


def delete(row: Schedule, user: Any) -> None:
    """Its runs stay."""
    with transaction.atomic():
        report("jobs.schedule.deleted", actor=user, project_id=row.project_id, subject=row)
        row.delete()


def _check(row: Schedule, user: Any, *, run: bool = True) -> None:
    cron.check(row.expression, row.time_zone)
    if not run:
        return
    checked = check(
        project=row.project, user=user, engine_key=row.engine_key, params=row.params,
        inputs=row.inputs,
    )  # fmt: skip
    if checked.errors:
        raise SubmissionRefused(checked.errors)


def _following(row: Schedule) -> datetime | None:
    return cron.following(row.expression, row.time_zone, timezone.now())
