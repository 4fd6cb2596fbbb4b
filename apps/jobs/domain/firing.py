"""Due schedules ask for their runs. Every worker looks; whoever moves ``next_run_at`` acts."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice, takewhile
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from apps.core.happenings import report
from apps.core.messages import Message, msg, msgn
from apps.events.domain.notices import notify
from apps.jobs import inputs
from apps.jobs.domain import cron
from apps.jobs.domain.retrying import is_away
from apps.jobs.domain.submit import SubmissionRefused, submit
from apps.jobs.models import OPEN_STATES, Job, Schedule
from apps.projects.models import Membership, Project, Role

logger = logging.getLogger(__name__)
AT_ONCE = 100  # schedules in one round
ON_TIME = timedelta(minutes=2)  # a due time that is older when it is seen was missed
MOST_COUNTED = 1000
MOST_REFUSALS = 5
OUR_FAULT = msg("It could not be asked for because of an error here; an administrator sees it.")
PAUSED_REFUSED = msg(
    "The schedule '{name}' is paused: its run could not start {count} times in a row. {reason}"
)
PAUSED_ROLE = msg(
    "The schedule '{name}' is paused: whoever made it is no longer an analyst of the project. "
    "An editor can resume it in their own name."
)


@dataclass(frozen=True)
class Due:
    """The due times until now. ``missed`` are those that nobody was there for, oldest first."""

    at: datetime
    missed: list[datetime]
    following: datetime | None


def fire(now: datetime | None = None) -> int:
    """Ask for the runs that are due; how many schedules this call has handled.

    Those of archived projects wait: what they miss is said once the project is restored.
    """
    now = now or timezone.now()
    rows = Schedule.objects.filter(
        enabled=True, next_run_at__lte=now, project__archived_at=None
    ).order_by("next_run_at")
    seen = rows.values_list("pk", "project_id", "next_run_at")[:AT_ONCE]
    return sum(_handled(_Claim(*one), now) for one in seen)


@dataclass(frozen=True)
class _Claim:
    """A due time as a worker has seen it; it is this worker's if it is still there."""

    schedule_id: Any
    project_id: Any
    next_run_at: datetime | None


def _handled(claim: _Claim, now: datetime) -> bool:
    """Handle one. An error in it is its own: the others still run."""
    try:
        return _claimed(claim, now, failed=False)
    except Exception as error:
        if is_away(error):
            raise
        logger.exception("schedule %s: its run could not be asked for", claim.schedule_id)
    return _claimed(claim, now, failed=True)


def due_times(row: Schedule, now: datetime) -> Due:
    """What was due from ``next_run_at`` on. The latest one is no miss if it is recent."""
    first = row.next_run_at
    if first is None:
        raise ValueError("a schedule that is paused is not due")
    walk = cron.times(row.expression, row.time_zone, first)
    passed = [first, *islice(takewhile(lambda at: at <= now, walk), MOST_COUNTED)]
    latest = passed[-1]
    missed = passed[:-1] if now - latest <= ON_TIME else passed
    return Due(latest, missed, cron.following(row.expression, row.time_zone, now))


def _claimed(claim: _Claim, now: datetime, *, failed: bool) -> bool:
    """Take the due time and act on it, both or neither: a worker that dies here takes nothing."""
    with transaction.atomic():
        if not Project.objects.select_for_update(no_key=True).filter(pk=claim.project_id).exists():
            return False
        mine = Schedule.objects.filter(
            pk=claim.schedule_id, enabled=True, next_run_at=claim.next_run_at
        )
        row = mine.select_related("project", "created_by").first()
        if row is None:
            return False
        due = due_times(row, now)
        if not mine.update(next_run_at=due.following, updated_at=now):
            return False
        row.next_run_at = due.following
        _follow(row, due, now, failed=failed)
        row.save()
    return True


def _follow(row: Schedule, due: Due, now: datetime, *, failed: bool) -> None:
    if due.missed:
        _say_missed(row, due)
    if failed:
        _refused(row, OUR_FAULT)
    else:
        _act(row, due, now)
    if due.following is None and row.enabled:
        pause(row, msg("The schedule '{name}' has no further time.", name=row.name))


def _act(row: Schedule, due: Due, now: datetime) -> None:
    user = row.created_by
    if not may_ask(row.project_id, user):
        pause(row, Message(text=PAUSED_ROLE.text, values={"name": row.name}))
        return
    if is_open(row):
        row.skipped += 1
        row.last_note = _stored(
            msg("Skipped at {time}: the run before had not ended.", time=clock(row, due.at))
        )
        report("jobs.schedule.skipped", project_id=row.project_id, subject=row)
        return
    try:
        ask(row, user, now)
    except SubmissionRefused as refused:
        _refused(row, refused.issues[0].message if refused.issues else OUR_FAULT)
        return
    row.last_note = _stored(_ran(row, due))


def may_ask(project_id: Any, user: Any) -> bool:
    """Whether the person may still run something in the project."""
    if user is None or not user.is_active:
        return False
    held = Membership.objects.filter(project_id=project_id, user=user).first()
    return held is not None and Role(held.role).covers(Role.ANALYST)


def is_open(row: Schedule) -> bool:
    """Whether the schedule's last run has not ended."""
    last: Any = row.last_job_id
    return Job.objects.filter(pk=last, state__in=OPEN_STATES).exists()


def ask(row: Schedule, user: Any, now: datetime) -> Job:
    """Submit the schedule's run for ``user`` and note it on the unsaved row.

    Raises :class:`SubmissionRefused`.
    """
    chosen = inputs.newest(row.project_id, row.inputs) if row.newest else row.inputs
    with translation.override(getattr(user, "language", "") or "en"), transaction.atomic():
        job = submit(
            project=row.project, user=user, engine_key=row.engine_key, params=row.params,
            inputs=chosen, title=row.title or row.name, purpose=row.purpose, seed=row.seed,
        )  # fmt: skip
    row.last_job, row.last_run_at, row.refusals = job, now, 0
    return job


def _refused(row: Schedule, reason: Message) -> None:
    row.refusals += 1
    row.last_note = _stored(msg("The run could not start: {reason}", reason=reason))
    report(
        "jobs.schedule.refused", project_id=row.project_id, subject=row, reason=str(reason)
    )  # fmt: skip
    if row.refusals >= MOST_REFUSALS:
        values = {"name": row.name, "count": row.refusals, "reason": reason}
        pause(row, Message(text=PAUSED_REFUSED.text, values=values))


def pause(row: Schedule, why: Message) -> None:
    """Pause on the unsaved row, and tell the owners and whoever made it."""
    row.enabled, row.next_run_at, row.last_note = False, None, _stored(why)
    report("jobs.schedule.paused", project_id=row.project_id, subject=row, reason=str(why))
    held = Membership.objects.filter(project_id=row.project_id, user__is_active=True)
    people = {one.user_id: one for one in held.select_related("user") if _is_told(one, row)}
    url = reverse("jobs:schedule", args=[row.project_id, row.pk])
    for member in people.values():
        notify(member.user, why, url=url, project_id=row.project_id, tone="warn")


def _is_told(member: Membership, row: Schedule) -> bool:
    return member.role == Role.OWNER or member.user_id == row.created_by_id


def _say_missed(row: Schedule, due: Due) -> None:
    row.missed += len(due.missed)
    report(
        "jobs.schedule.missed", project_id=row.project_id, subject=row, missed=len(due.missed),
        first=due.missed[0].isoformat(), last=due.missed[-1].isoformat(),
    )  # fmt: skip


def _ran(row: Schedule, due: Due) -> Message:
    """What is said of a due time at which a run was asked for."""
    if not due.missed:
        return msg("It started the run of {time}.", time=clock(row, due.at))
    first, last = clock(row, due.missed[0]), clock(row, due.missed[-1])
    if len(due.missed) > MOST_COUNTED:
        return msg("Over {count} runs were missed since {first}; it ran once.",
                   count=MOST_COUNTED, first=first)  # fmt: skip
    return msgn(
        "{count} run was missed, that of {first}; it ran once.",
        "{count} runs were missed between {first} and {last}; it ran once.",
        len(due.missed), first=first, last=last,
    )  # fmt: skip


def clock(row: Schedule, moment: datetime) -> str:
    """'2026-03-29 06:00 (Europe/Berlin)'."""
    local = moment.astimezone(ZoneInfo(row.time_zone))
    return f"{local:%Y-%m-%d %H:%M} ({row.time_zone})"


def _stored(message: Message) -> dict[str, Any]:
    return message.model_dump(mode="json")
