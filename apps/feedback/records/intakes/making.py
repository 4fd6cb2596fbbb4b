"""The check of a table, the taking of its rows, and the way back, batch by batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from statistics import median
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import Num, mark, msg
from apps.crm.models import Contact
from apps.datasets.intakes.reading import refuse_table, stored
from apps.datasets.intakes.working import PROBLEMS_SHOWN, Work, parts
from apps.datasets.models import DatasetVersion
from apps.feedback.records.intakes import undoing
from apps.feedback.records.intakes.columns import Plan
from apps.feedback.records.intakes.rows import Read, read_rows
from apps.feedback.records.models import RecordIntake
from apps.feedback.records.reading import Reading, read
from apps.feedback.records.taking import Desk, NewRecord, Taken, report_taken, take
from apps.projects.access import membership_of, require
from apps.projects.domain.errors import Refused
from apps.projects.models import Project, Role

FAR = 10  # times the middle rating
FEWEST_TOLD = 3  # ratings that say what is usual
MOST_ROWS = 1_000_000
CHECKED_ROWS = 10_000  # that are read before anything is taken: some seconds of a request


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
    ratings: list[tuple[float, int]] = []
    for part in parts(islice(read_rows(version, plan), CHECKED_ROWS)):
        checked += len(part)
        _count(found, desk.look(_records(version.project, part)))
        for one in part:
            if one.record is not None and one.record.number_max is None:
                ratings += [(one.record.number, one.row)] if one.record.number is not None else []
            found["refused"] += bool(one.problems)
            problems += stored(one.problems, PROBLEMS_SHOWN - len(problems))
    _refuse_far(ratings)
    WORK.forget_checks(version.project_id)
    return RecordIntake.objects.create(
        project=version.project,
        version=version,
        plan=plan.model_dump(mode="json"),
        found={"rows": dict(found), "problems": problems, "checked": checked},
        created_by=actor,
    )


def _refuse(version: DatasetVersion, plan: Plan) -> None:
    refuse_table(version, plan.columns, MOST_ROWS, TOO_MANY)
    if not plan.columns.keys() & {"text", "number"}:
        raise Refused(msg("Choose the column that holds what was said, or the rating."))


def _refuse_far(ratings: Sequence[tuple[float, int]]) -> None:
    """A rating many times the usual one is a slip or another scale: the highest has to be given."""
    if len(ratings) < FEWEST_TOLD:
        return
    most, row = max(ratings)
    if most > FAR * max(1.0, median(rating for rating, _row in ratings)):
        raise Refused(
            msg(
                "Row {row} has the rating {rating}, far above the others. Give the highest rating;"
                " rows above it are then left out.",
                row=row,
                rating=Num(value=most, digits=6),
            ),
            field="number_max",
        )


TOO_MANY = mark("The table has {rows} rows. At most {most} can be taken at once: divide it.")


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
    held = WORK.held(intake, actor)
    if held.state not in (RecordIntake.State.CHECKED, RecordIntake.State.STOPPED):
        raise Refused(msg("This table is being taken, or was taken already."))
    if held.counts.get("undoing"):
        WORK.begin(held, actor, RecordIntake.State.UNDOING)
        return
    report(
        "feedback.intake.started", actor=actor, project_id=held.project_id,
        subject=held, rows=held.version.rows,
    )  # fmt: skip
    WORK.begin(held, actor, RecordIntake.State.RUNNING)


@transaction.atomic
def undo(intake: RecordIntake, actor: User) -> None:
    """Remove what the import created and restore what it changed (editor).

    Raises :class:`Refused` where it is not done or stopped.
    """
    require(membership_of(actor, intake.project_id), Role.EDITOR)
    held = WORK.held(intake, actor)
    if held.state not in (RecordIntake.State.DONE, RecordIntake.State.STOPPED):
        raise Refused(msg("Only an import that is done or has stopped can be undone."))
    report("feedback.intake.undone", actor=actor, project_id=held.project_id, subject=held)
    held.counts = {**held.counts, "undoing": 1}
    WORK.begin(held, actor, RecordIntake.State.UNDOING)


def _work(intake: RecordIntake, actor: User) -> None:
    if intake.state == RecordIntake.State.UNDOING:
        undoing.run(intake, actor)
    else:
        _run(intake, actor)


WORK = Work(
    model=RecordIntake,
    task="feedback.take_table",
    working=(RecordIntake.State.RUNNING, RecordIntake.State.UNDOING),
    run=_work,
    forbidden=msg("Whoever started this may no longer change feedback of this project."),
)


def _run(intake: RecordIntake, actor: User) -> None:
    plan = Plan.model_validate(intake.plan)
    at = intake.next_row
    for part in parts(read_rows(intake.version, plan, at)):
        readings = read(one.record for one in part if one.record is not None)
        last = at + len(part) >= intake.version.rows
        if not _take(intake, actor, part, readings, at, last=last):
            return
        at += len(part)


@transaction.atomic
def _take(
    intake: RecordIntake,
    actor: User,
    part: Sequence[Read],
    readings: Mapping[str, Reading],
    at: int,
    *,
    last: bool,
) -> bool:
    """Write a batch and how far it is; False where somebody else is at it."""
    require(membership_of(actor, intake.project_id), Role.ANALYST)
    held = WORK.at_turn(intake, RecordIntake.State.RUNNING, at)
    if held is None:
        return False
    counts = Counter(held.counts)
    rows = _records(intake.project, part)
    taken = take(intake.project, rows, user=actor, intake=held, checked=True, readings=readings)
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
