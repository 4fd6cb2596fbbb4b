"""Deals and activities: written through ``projects.domain.records``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.core.messages import clipped, msg
from apps.crm.deals import stages
from apps.crm.domain import parties, values
from apps.crm.domain.links import drop_hanging
from apps.crm.models import (
    Activity,
    ActivityReference,
    Company,
    Contact,
    Deal,
    DealReference,
    DealStage,
    Lead,
)
from apps.projects.access import membership_of, require
from apps.projects.collections.linking import Link, linked, rows_of
from apps.projects.domain import records
from apps.projects.domain.changes import locked
from apps.projects.domain.errors import Refused
from apps.projects.domain.records import Draft, RecordKind
from apps.projects.models import Project, Role
from apps.reference import currencies

CENTS = Decimal("0.01")
MOST_AMOUNT = Decimal(10) ** 15
LINKED: dict[str, type[Any]] = {
    "company": Company, "contact": Contact, "lead": Lead, "deal": Deal,
}  # fmt: skip
ABSENT = {
    "company": msg("There is no such company in this project."),
    "contact": msg("There is no such contact in this project."),
    "lead": msg("There is no such lead in this project."),
    "deal": msg("There is no such deal in this project."),
}
Values = dict[str, Any]


def _with_rows(
    project: Project, drafts: Sequence[Draft], names: Sequence[str]
) -> list[Values | Refused]:
    """As ``parties.prepare`` (owners), with ids of other rows looked up within the project."""
    links = {name: Link(rows_of(LINKED[name]), ABSENT[name]) for name in names}
    prepared = parties.prepare(project, drafts)
    good = [Draft(one) for one in prepared if not isinstance(one, Refused)]
    found = iter(linked(links, project, good))
    return [one if isinstance(one, Refused) else next(found) for one in prepared]


def prepare_deals(project: Project, drafts: Sequence[Draft]) -> list[Values | Refused]:
    """As :func:`_with_rows`; ``stage`` is a key. The first stage is that of a new deal."""
    known = {row.key: row for row in stages.saved(project.pk)}
    prepared = _with_rows(project, drafts, ("company", "contact"))
    return [one if isinstance(one, Refused) else _staged(one, known) for one in prepared]


def _staged(given: Values, known: Mapping[str, DealStage]) -> Values | Refused:
    if "stage" not in given:
        return given
    stage = known.get(given["stage"])
    if stage is None:
        sentence = msg("There is no such stage. Known are {names}.", names=list(known))
        return Refused(sentence, field="stage")
    return {**given, "stage": stage}


def settle_deal(row: Deal) -> None:
    """What a deal needs: a name, a stage, money with its currency, and why it ended."""
    row.name, row.reason = " ".join(row.name.split()), " ".join(row.reason.split())
    if not row.name:
        raise Refused(msg("Give the deal a name."), field="name")
    if row.stage_id is None:
        row.stage = stages.first(row.project)
    row.market = values.country(row.market)
    row.amount = _amount(row.amount)
    row.currency = (row.currency or "").strip().upper()
    if row.amount is not None and not row.currency:
        row.currency = row.project.currency
    if row.currency and currencies.get(row.currency) is None:
        raise Refused(
            msg("'{code}' is not a currency. Write its ISO 4217 code, like EUR.",
                code=clipped(row.currency)), field="currency",
        )  # fmt: skip
    if row.probability is not None and not 0 <= row.probability <= 100:
        raise Refused(msg("A probability lies between 0 and 100 %."), field="probability")
    _settle_end(row)


def _settle_end(row: Deal) -> None:
    if row.stage.outcome == DealStage.Outcome.OPEN:
        row.closed_on = None
        return
    if row.stage.outcome == DealStage.Outcome.LOST and not row.reason:
        raise Refused(msg("Say why the deal was lost."), field="reason")
    row.closed_on = row.closed_on or timezone.localdate()
    row.probability = None  # the stage's: it is decided


def _amount(given: Any) -> Decimal | None:
    if given is None:
        return None
    try:
        amount = Decimal(given)
        if not amount.is_finite() or not 0 <= amount < MOST_AMOUNT:
            raise InvalidOperation
    except (InvalidOperation, TypeError, ValueError):
        raise Refused(
            msg("Give the amount as a number, 0 or more and below 10¹⁵."), field="amount"
        ) from None
    return amount.quantize(CENTS)


# Ids and not names of people: what the trail says of a deal outlives their erasure.
DEALS = RecordKind(
    model=Deal,
    reference=DealReference,
    noun="crm.deal",
    fields=(
        "name", "company_id", "contact_id", "stage", "amount", "currency", "probability",
        "expected_on", "closed_on", "reason", "market", "owner", "note",
    ),
    related=("company", "contact", "stage", "owner", "project"),
    prepare=prepare_deals,
    settle=settle_deal,
)  # fmt: skip


def prepare_activities(project: Project, drafts: Sequence[Draft]) -> list[Values | Refused]:
    return _with_rows(project, drafts, tuple(LINKED))


def settle_activity(row: Activity) -> None:
    """What an activity needs: what it is, what it is about, and of whom."""
    row.subject, row.text = " ".join(row.subject.split()), row.text.strip()
    if not row.subject:
        raise Refused(msg("Say in a few words what it is about."), field="subject")
    if row.kind not in Activity.Kind.values:
        raise Refused(msg("Choose what kind of activity it is."), field="kind")
    if all(getattr(row, f"{name}_id") is None for name in LINKED):
        raise Refused(msg("Say of which contact, company, lead or deal it is."), field="contact")


ACTIVITIES = RecordKind(
    model=Activity,
    reference=ActivityReference,
    noun="crm.activity",
    fields=(
        "kind", "subject", "text", "due_on", "done_at", "owner", "contact_id", "company_id",
        "lead_id", "deal_id",
    ),
    related=("owner",),
    prepare=prepare_activities,
    settle=settle_activity,
)  # fmt: skip


@transaction.atomic
def delete_deal(row: Deal, actor: User) -> None:
    """Delete a deal (editor) with its activities."""
    require(membership_of(actor, row.project_id), Role.EDITOR)
    held = locked(row)
    drop_hanging(held, actor)
    records.delete(DEALS, held, actor)


def finish(row: Activity, project: Project, actor: User, *, done: bool) -> None:
    """An activity is done now (analyst), or is open again."""
    moment = (row.done_at or timezone.now()) if done else None
    records.write_one(ACTIVITIES, project, actor, Draft({"done_at": moment}, pk=row.pk))
