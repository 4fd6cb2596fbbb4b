"""The check of a table, and the making of its leads batch by batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

from django.db import transaction

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import mark, msg
from apps.crm.domain.leads import LEADS
from apps.crm.models import Lead, LeadIntake
from apps.crm.prospects.columns import BY_COLUMN_ONLY, Plan
from apps.crm.prospects.known import Known
from apps.crm.prospects.rows import Prospect, prospects
from apps.datasets.intakes.reading import refuse_table, stored
from apps.datasets.intakes.working import PROBLEMS_SHOWN, Work, parts
from apps.datasets.models import DatasetVersion
from apps.projects.access import membership_of, require
from apps.projects.domain import records
from apps.projects.domain.errors import Refused
from apps.projects.domain.records import Draft, Status
from apps.projects.models import Role

MOST_ROWS = 25_000  # a check of so many takes a request some three seconds


class Verdict(StrEnum):
    """What a row is, or has become."""

    NEW = "new"
    UPDATED = "updated"
    SKIPPED = "skipped"
    TWICE = "twice"
    CANNOT = "cannot"


def check(version: DatasetVersion, plan: Plan, actor: User) -> LeadIntake:
    """Read the whole table (analyst); the intake says what would become of each row.

    Raises :class:`Refused` for a table that is too large or empty, or a plan that cannot be.
    """
    require(membership_of(actor, version.project_id), Role.ANALYST)
    _refuse(version, plan)
    known = Known(version.project_id)
    mine: set[Any] = set()
    found: Counter[str] = Counter()
    problems: list[dict[str, Any]] = []
    for prospect in prospects(version, plan):
        verdict, twin = _judge(prospect, known, mine, plan)
        found[verdict] += 1
        if verdict is Verdict.NEW and prospect.lead is not None:
            known.add(prospect.lead)
            mine.add(prospect.lead.pk)
        elif twin is not None:
            mine.add(twin)
        problems += stored(prospect.problems, PROBLEMS_SHOWN - len(problems))
    WORK.forget_checks(version.project_id)
    return LeadIntake.objects.create(
        project_id=version.project_id,
        version=version,
        plan=plan.model_dump(mode="json"),
        found={"rows": dict(found), "problems": problems},
        created_by=actor,
    )


def _refuse(version: DatasetVersion, plan: Plan) -> None:
    refuse_table(version, plan.columns, MOST_ROWS, TOO_MANY)
    if not plan.columns.keys() & {"organisation", "given_name", "family_name", "email"}:
        raise Refused(
            msg("Choose the column of the organisation, of the person or of the e-mail address.")
        )


TOO_MANY = mark("The table has {rows} rows. At most {most} can become leads at once: divide it.")


def _judge(
    prospect: Prospect, known: Known, mine: set[Any], plan: Plan
) -> tuple[Verdict, Any]:  # fmt: skip
    """What becomes of a row, and the lead that is there already."""
    if prospect.lead is None:
        return Verdict.CANNOT, None
    twin = known.find(prospect.lead)
    if twin is None:
        return Verdict.NEW, None
    if twin in mine:
        return Verdict.TWICE, twin
    return (Verdict.UPDATED if plan.existing == "update" else Verdict.SKIPPED), twin


@transaction.atomic
def start(intake: LeadIntake, actor: User) -> None:
    """Begin, or go on after a stop (analyst). A small table is done when this returns.

    Raises :class:`Refused` where it is being made, or was.
    """
    held = WORK.held(intake, actor)
    if held.state not in (LeadIntake.State.CHECKED, LeadIntake.State.STOPPED):
        raise Refused(msg("These leads are being made, or were made already."))
    report(
        "crm.intake.started", actor=actor, project_id=held.project_id,
        subject=held, rows=held.version.rows,
    )  # fmt: skip
    WORK.begin(held, actor, LeadIntake.State.RUNNING)


def _make(intake: LeadIntake, actor: User) -> None:
    plan = Plan.model_validate(intake.plan)
    rows = prospects(intake.version, plan, intake.next_row)
    known, mine = Known(intake.project_id), _made_before(intake)
    at = intake.next_row
    for part in parts(rows):
        last = at + len(part) >= intake.version.rows
        if not _take(intake, actor, plan, part, known, mine, at, last=last):
            return
        at += len(part)


def _made_before(intake: LeadIntake) -> set[Any]:
    """Leads that this table made before a stop: a row that repeats one does not change it."""
    if not intake.next_row:
        return set()
    rows = Lead.objects.filter(project=intake.project_id, dataset_version=intake.version_id)
    made = rows.filter(created_at__gte=intake.created_at, dataset_row__lte=intake.next_row)
    return set(made.values_list("pk", flat=True))


@transaction.atomic
def _take(
    intake: LeadIntake, actor: User, plan: Plan, part: Sequence[Prospect], known: Known,
    mine: set[Any], at: int, *, last: bool,
) -> bool:  # fmt: skip
    """Write a batch and how far it is; False where somebody else is at it."""
    held = WORK.at_turn(intake, LeadIntake.State.RUNNING, at)
    if held is None:
        return False
    known.refresh()
    counts = Counter(held.counts)
    drafts = list(_drafts(part, plan, known, mine, counts))
    for outcome in records.write(LEADS, intake.project, actor, drafts):
        counts[_became(outcome.status)] += 1
    held.counts, held.next_row = dict(counts), at + len(part)
    held.state = LeadIntake.State.DONE if last else held.state
    held.save(update_fields=["counts", "next_row", "state", "updated_at"])
    return True


def _became(status: Status) -> Verdict:
    match status:
        case Status.CREATED:
            return Verdict.NEW
        case Status.UPDATED:
            return Verdict.UPDATED
        case Status.UNCHANGED:
            return Verdict.SKIPPED
    return Verdict.CANNOT


def _drafts(
    part: Sequence[Prospect], plan: Plan, known: Known, mine: set[Any], counts: Counter[str]
) -> Iterator[Draft]:
    for prospect in part:
        verdict, twin = _judge(prospect, known, mine, plan)
        lead = prospect.lead
        if verdict is Verdict.NEW and lead is not None:
            known.add(lead)
            mine.add(lead.pk)
            origin = {name: getattr(lead, name) for name in ("dataset_version_id", "dataset_row")}
            yield Draft({**prospect.values, **origin, "id": lead.pk}, prospect.row)
        elif verdict is Verdict.UPDATED:
            mine.add(twin)
            yield Draft(_changes(prospect, plan, twin in known.impersonal), prospect.row, pk=twin)
        else:
            mine.update({twin} - {None})
            counts[verdict] += 1


def _changes(prospect: Prospect, plan: Plan, impersonal: bool) -> dict[str, Any]:
    """What a row says of a lead that is there. Where that came from and why it may be kept stays,
    unless columns of the table say so for each row, or the lead held no personal data so far.
    """
    kept = {name for name in BY_COLUMN_ONLY if name not in plan.columns}
    kept -= {"basis", "basis_note", "basis_date"} if impersonal else set()
    return {name: value for name, value in prospect.values.items() if name not in kept}


WORK = Work(
    model=LeadIntake,
    task="crm.make_leads",
    working=(LeadIntake.State.RUNNING,),
    run=_make,
    forbidden=msg("Whoever started this may no longer add leads to this project."),
)
