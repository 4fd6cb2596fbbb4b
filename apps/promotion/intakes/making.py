"""The check of a table of figures, the taking of its rows, and the way back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from itertools import islice
from typing import Any

from django.db import transaction

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import mark, msg
from apps.datasets.intakes.reading import refuse_table, stored
from apps.datasets.intakes.working import PROBLEMS_SHOWN, Work, parts
from apps.datasets.models import DatasetVersion
from apps.projects.access import membership_of, require
from apps.projects.domain import records
from apps.projects.domain.errors import Refused
from apps.projects.domain.records import Draft, Status
from apps.projects.models import Role
from apps.promotion.domain.records import OUTCOMES, settle_outcome
from apps.promotion.intakes import undoing
from apps.promotion.intakes.columns import FIGURES, Plan
from apps.promotion.intakes.rows import Read, read_rows
from apps.promotion.models import Outcome, OutcomeIntake

MOST_ROWS = 1_000_000
CHECKED_ROWS = 10_000  # that are read before anything is taken: some seconds of a request
TOO_MANY = mark("The table has {rows} rows. At most {most} can be taken at once: divide it.")
State = OutcomeIntake.State


def check(version: DatasetVersion, plan: Plan, actor: User) -> OutcomeIntake:
    """Read the first :data:`CHECKED_ROWS` rows (analyst); the intake says what would become of
    each. Raises :class:`Refused` for a table that is too large or empty, or a plan that cannot be.
    """
    require(membership_of(actor, version.project_id), Role.ANALYST)
    refuse_table(version, plan.columns, MOST_ROWS, TOO_MANY)
    _refuse_plan(plan)
    found: Counter[str] = Counter()
    problems: list[dict[str, Any]] = []
    checked = 0
    for part in parts(islice(read_rows(version, plan), CHECKED_ROWS)):
        checked += len(part)
        known = _known(version.project_id, part)
        for one in part:
            found[_verdict(one, known.get(one.mark), plan)] += 1
            problems += stored(one.problems, PROBLEMS_SHOWN - len(problems))
    WORK.forget_checks(version.project_id)
    return OutcomeIntake.objects.create(
        project_id=version.project_id,
        version=version,
        plan=plan.model_dump(mode="json"),
        found={"rows": dict(found), "problems": problems, "checked": checked},
        created_by=actor,
    )


def _refuse_plan(plan: Plan) -> None:
    if "day" not in plan.columns:
        raise Refused(msg("Choose the column that holds the day."))
    if "campaign" not in plan.columns and not plan.campaign:
        raise Refused(msg("Choose the column of the campaign, or one campaign for all rows."))
    if "channel" not in plan.columns and not plan.channel:
        raise Refused(msg("Choose the column of the channel, or one channel for all rows."))
    if not plan.columns.keys() & set(FIGURES):
        raise Refused(msg("Choose at least one column of figures, such as spend or clicks."))


def _known(project_id: Any, part: Sequence[Read]) -> dict[str, Outcome]:
    """The days of these rows that are here already, by their mark."""
    marks = {one.mark for one in part if one.mark}
    rows = Outcome.objects.filter(project=project_id, mark__in=marks)
    return {row.mark: row for row in rows.select_related("campaign", "channel")}


def _verdict(read: Read, known: Outcome | None, plan: Plan) -> str:
    """'created', 'updated', 'unchanged', 'skipped' or 'refused'."""
    if read.problems:
        return "refused"
    if known is None:
        return "created"
    if plan.existing == "skip":
        return "skipped"
    changed = {name: read.values[name] for name in FIGURES if name in read.values}
    if all(getattr(known, name) == value for name, value in changed.items()):
        return "unchanged"
    for name, value in changed.items():
        setattr(known, name, value)
    try:
        settle_outcome(known)
    except Refused:
        return "refused"
    return "updated"


@transaction.atomic
def start(intake: OutcomeIntake, actor: User) -> None:
    """Begin, or go on after a stop (analyst). A small table is done when this returns.

    Raises :class:`Refused` where it is being taken, or was.
    """
    held = WORK.held(intake, actor)
    if held.state not in (State.CHECKED, State.STOPPED):
        raise Refused(msg("This table is being taken, or was taken already."))
    if held.counts.get("undoing"):
        WORK.begin(held, actor, State.UNDOING)
        return
    report(
        "promotion.intake.started", actor=actor, project_id=held.project_id,
        subject=held, rows=held.version.rows,
    )  # fmt: skip
    WORK.begin(held, actor, State.RUNNING)


@transaction.atomic
def undo(intake: OutcomeIntake, actor: User) -> None:
    """Remove the days that the import made, and restore those that it changed (editor).

    Raises :class:`Refused` where it is not done or stopped.
    """
    require(membership_of(actor, intake.project_id), Role.EDITOR)
    held = WORK.held(intake, actor)
    if held.state not in (State.DONE, State.STOPPED):
        raise Refused(msg("Only an import that is done or has stopped can be undone."))
    report("promotion.intake.undone", actor=actor, project_id=held.project_id, subject=held)
    held.counts = {**held.counts, "undoing": 1}
    WORK.begin(held, actor, State.UNDOING)


def _work(intake: OutcomeIntake, actor: User) -> None:
    if intake.state == State.UNDOING:
        while _undo_part(intake, actor):
            pass
        return
    plan, at = Plan.model_validate(intake.plan), intake.next_row
    rows = read_rows(intake.version, plan, at, partial(WORK.touch, intake))
    for part in parts(rows):
        last = at + len(part) >= intake.version.rows
        if not _take(intake, actor, plan, part, at, last=last):
            return
        at += len(part)


WORK = Work(
    model=OutcomeIntake,
    task="promotion.take_table",
    working=(State.RUNNING, State.UNDOING),
    run=_work,
    forbidden=msg("Whoever started this may no longer change figures of this project."),
)


@transaction.atomic
def _take(
    intake: OutcomeIntake, actor: User, plan: Plan, part: Sequence[Read], at: int, *, last: bool
) -> bool:
    """Write a batch and how far it is; False where somebody else is at it."""
    held = WORK.at_turn(intake, State.RUNNING, at)
    if held is None:
        return False
    counts, known = Counter(held.counts), _known(intake.project_id, part)
    drafts: list[Draft] = []
    for one in part:
        row = known.get(one.mark)
        if one.problems:
            counts["refused"] += 1
        elif row is not None and plan.existing == "skip":
            counts["skipped"] += 1
        else:
            drafts.append(Draft(_values(one), one.row, pk=row.pk if row else None))
    befores = {row.pk: {name: getattr(row, name) for name in FIGURES} for row in known.values()}
    done = records.write(OUTCOMES, intake.project, actor, drafts)
    counts.update(_became(one.status) for one in done)
    undoing.remember(held, done, befores)
    held.counts, held.next_row = dict(counts), at + len(part)
    held.state = State.DONE if last else held.state
    held.save(update_fields=["counts", "next_row", "state", "updated_at"])
    return True


def _values(read: Read) -> dict[str, Any]:
    """As ``records`` takes them: other rows by id."""
    return {name: getattr(value, "pk", value) for name, value in read.values.items()}


def _became(status: Status) -> str:
    return "refused" if status is Status.ERROR else status.value


@transaction.atomic
def _undo_part(intake: OutcomeIntake, actor: User) -> bool:
    """One batch of the way back; False where the work is done, or somebody else ended it."""
    require(membership_of(actor, intake.project_id), Role.EDITOR)
    held = WORK.at_turn(intake, State.UNDOING)
    if held is None:
        return False
    counts = Counter(held.counts)
    more = undoing.step(held, actor, counts)
    held.counts = dict(counts)
    held.state = held.state if more else State.UNDONE
    held.save(update_fields=["counts", "state", "updated_at"])
    return more
