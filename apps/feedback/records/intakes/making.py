"""The check of a table, the taking of its rows, and the way back: batch by batch, each in its
transaction.

How far it is stands in the row of the intake and is written with each batch, so whoever goes on
after a crash begins where it ended, and of two that go on at once one stops.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from typing import Any

from celery import current_app
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import Message, msg
from apps.crm.models import Contact
from apps.datasets.models import DatasetVersion
from apps.feedback.records.intakes import undoing
from apps.feedback.records.intakes.columns import Plan
from apps.feedback.records.intakes.rows import Read, read_rows
from apps.feedback.records.models import RecordIntake
from apps.feedback.records.taking import Desk, NewRecord, Taken, report_taken, take
from apps.jobs.domain.retrying import is_away
from apps.projects.access import membership_of, require
from apps.projects.domain.errors import Refused
from apps.projects.models import Project, Role
from apps.projects.synced import tick

logger = logging.getLogger(__name__)
MOST_ROWS = 1_000_000
CHECKED_ROWS = 10_000  # that are read before anything is taken: some seconds of a request
BATCH = 500
DIRECT_ROWS = 500  # that a request takes itself
PROBLEMS_SHOWN = 10
STALE = timedelta(seconds=60)  # without a batch: whoever was at it is gone
KEPT = timedelta(days=1)  # of checks that nobody followed
WORKING = (RecordIntake.State.RUNNING, RecordIntake.State.UNDOING)


def check(version: DatasetVersion, plan: Plan, actor: User) -> RecordIntake:
    """Read the first :data:`CHECKED_ROWS` rows (analyst); the intake says what would become of
    each. Raises :class:`Refused` for a table that is too large or empty, or a plan that cannot be.
    """
    require(membership_of(actor, version.project_id), Role.ANALYST)
    _refuse(version, plan)
    desk = Desk(version.project, timezone.now(), languages=False)
    found: Counter[str] = Counter()
    problems: list[dict[str, Any]] = []
    checked = 0
    for part in _parts(islice(read_rows(version, plan), CHECKED_ROWS)):
        checked += len(part)
        _count(found, desk.look(_records(version.project, part)))
        for one in part:
            found["refused"] += bool(one.problems)
            for problem in one.problems[: PROBLEMS_SHOWN - len(problems)]:
                # Without the value, which may be personal: what a table says stays in the table.
                problems.append(
                    {"row": problem.row, "field": problem.field, "reason": problem.reason}
                )
    old = RecordIntake.objects.filter(project=version.project, state=RecordIntake.State.CHECKED)
    old.filter(created_at__lt=timezone.now() - KEPT).delete()
    return RecordIntake.objects.create(
        project=version.project,
        version=version,
        plan=plan.model_dump(mode="json"),
        found={"rows": dict(found), "problems": problems, "checked": checked},
        created_by=actor,
    )


def _parts(rows: Iterator[Read]) -> Iterator[list[Read]]:
    while part := list(islice(rows, BATCH)):
        yield part


def _refuse(version: DatasetVersion, plan: Plan) -> None:
    if version.rows == 0:
        raise Refused(msg("The table has no rows."))
    if version.rows > MOST_ROWS:
        raise Refused(
            msg(
                "The table has {rows} rows. At most {most} can be taken at once: divide it.",
                rows=version.rows,
                most=MOST_ROWS,
            )
        )
    if not plan.columns.keys() & {"text", "number"}:
        raise Refused(msg("Choose the column that holds what was said, or the rating."))
    names = {column["name"] for column in version.columns}
    lacking = sorted(set(plan.columns.values()) - names)
    if lacking:
        raise Refused(msg("The table has no column {names}.", names=lacking))


def _records(project: Project, part: Sequence[Read]) -> list[NewRecord]:
    """The sound rows as records, with the contacts that they name and that are known here."""
    addresses = {one.email for one in part if one.email}
    people = Contact.objects.filter(project=project, email__in=addresses).exclude(email="")
    known = {row.email: row for row in people} if addresses else {}
    return [
        replace(one.record, contact=known.get(one.email)) for one in part if one.record is not None
    ]


def _count(counts: Counter[str], taken: Sequence[Taken]) -> None:
    for one in taken:
        counts[one.status] += 1
        counts["duplicates"] += one.status == "created" and one.row.duplicate_of_id is not None


@transaction.atomic
def start(intake: RecordIntake, actor: User) -> None:
    """Begin, or go on after a stop (analyst). A small table is done when this returns.

    Raises :class:`Refused` where it is being taken, or was.
    """
    held = _held(intake, actor)
    if held.state not in (RecordIntake.State.CHECKED, RecordIntake.State.STOPPED):
        raise Refused(msg("This table is being taken, or was taken already."))
    if held.counts.get("undoing"):
        _begin(held, actor, RecordIntake.State.UNDOING)
        return
    report(
        "feedback.intake.started", actor=actor, project_id=held.project_id,
        subject=held, rows=held.version.rows,
    )  # fmt: skip
    _begin(held, actor, RecordIntake.State.RUNNING)


@transaction.atomic
def undo(intake: RecordIntake, actor: User) -> None:
    """Remove what the import created and restore what it changed (editor).

    Raises :class:`Refused` where it is not done or stopped.
    """
    require(membership_of(actor, intake.project_id), Role.EDITOR)
    held = _held(intake, actor)
    if held.state not in (RecordIntake.State.DONE, RecordIntake.State.STOPPED):
        raise Refused(msg("Only an import that is done or has stopped can be undone."))
    report("feedback.intake.undone", actor=actor, project_id=held.project_id, subject=held)
    held.counts = {**held.counts, "undoing": 1}
    _begin(held, actor, RecordIntake.State.UNDOING)


def _held(intake: RecordIntake, actor: User) -> RecordIntake:
    require(membership_of(actor, intake.project_id), Role.ANALYST)
    tick(intake.project_id)
    held: RecordIntake = RecordIntake.objects.select_for_update().get(pk=intake.pk)
    return held


def _begin(held: RecordIntake, actor: User, state: RecordIntake.State) -> None:
    held.state, held.created_by, held.problem = state, actor, None
    held.save(update_fields=["state", "counts", "created_by", "problem", "updated_at"])
    if held.version.rows <= DIRECT_ROWS:
        transaction.on_commit(lambda: go_on(held.pk))
    else:
        transaction.on_commit(lambda: _ring(held.pk))


def _ring(pk: Any) -> None:
    try:
        current_app.send_task("feedback.take_table", args=[str(pk)], ignore_result=True)
    except Exception as error:  # noqa: BLE001 - transports raise what they like
        logger.warning("the broker did not take intake %s, which waits: %s", pk, error)


def ring_again() -> int:
    """Ring for intakes that nobody works at; how many."""
    waiting = RecordIntake.objects.filter(state__in=WORKING, updated_at__lt=timezone.now() - STALE)
    ids = list(waiting.values_list("pk", flat=True)[:100])
    for pk in ids:
        _ring(pk)
    return len(ids)


def go_on(pk: Any) -> None:
    """Take the rows, or undo that, from where it stands to the end. Repeatable."""
    intake = RecordIntake.objects.select_related("version", "project").filter(pk=pk).first()
    if intake is None or intake.state not in WORKING:
        return
    try:
        if intake.created_by is None:
            raise PermissionDenied
        if intake.state == RecordIntake.State.UNDOING:
            undoing.run(intake, intake.created_by)
        else:
            _run(intake, intake.created_by)
    except (PermissionDenied, Http404):
        _stop(intake, msg("Whoever started this may no longer change feedback of this project."))
    except Exception as error:
        if is_away(error):
            raise  # it is rung for again
        logger.exception("intake %s could not be brought to its end", pk)
        _stop(
            intake,
            msg("This failed on our side. What was done stays; go on, or ask an administrator."),
        )


def _run(intake: RecordIntake, actor: User) -> None:
    plan = Plan.model_validate(intake.plan)
    at = intake.next_row
    for part in _parts(read_rows(intake.version, plan, at)):
        if not _take(intake, actor, part, at, last=at + len(part) >= intake.version.rows):
            return
        at += len(part)


@transaction.atomic
def _take(intake: RecordIntake, actor: User, part: Sequence[Read], at: int, *, last: bool) -> bool:
    """Write a batch and how far it is; False where somebody else is at it."""
    require(membership_of(actor, intake.project_id), Role.ANALYST)
    tick(intake.project_id)
    held = RecordIntake.objects.select_for_update().filter(pk=intake.pk).first()
    if held is None or held.state != RecordIntake.State.RUNNING or held.next_row != at:
        return False
    counts = Counter(held.counts)
    rows = _records(intake.project, part)
    taken = take(intake.project, rows, user=actor, intake=held, checked=True)
    undoing.remember(held, taken)
    _count(counts, taken)
    counts["refused"] += sum(bool(one.problems) for one in part)
    held.counts, held.next_row = dict(counts), at + len(part)
    if last:
        held.state = RecordIntake.State.DONE
        report_taken(
            intake.project, actor, counts["created"], counts["updated"], [held.plan["source"]]
        )
    held.save(update_fields=["counts", "next_row", "state", "updated_at"])
    return True


def _stop(intake: RecordIntake, why: Message) -> None:
    RecordIntake.objects.filter(pk=intake.pk, state__in=WORKING).update(
        state=RecordIntake.State.STOPPED,
        problem=why.model_dump(mode="json"),
        updated_at=timezone.now(),
    )
