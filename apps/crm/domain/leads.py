"""Leads: written through ``projects.domain.records``; turned into a company and a contact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import msg
from apps.crm.consent import suppressing
from apps.crm.domain import parties, values
from apps.crm.domain.companies import COMPANIES
from apps.crm.domain.contacts import CONTACTS
from apps.crm.domain.links import drop_hanging
from apps.crm.models import Basis, Company, Contact, Lead, LeadReference
from apps.projects.access import membership_of, require
from apps.projects.domain import records
from apps.projects.domain.changes import locked
from apps.projects.domain.errors import Refused, Stale
from apps.projects.domain.records import Draft, RecordKind
from apps.projects.models import Project, Role

MOST_SHOWN = 20  # possible duplicates of one kind
PERSON = ("given_name", "family_name", "job_title")
REACHED = ("email", "phone", "note", "attributes")
OWN = (
    "organisation", *PERSON, "sector", "employees", "source", "basis", "basis_note", "basis_date",
    "state", "state_reason",
)  # fmt: skip
TO_COME = msg("'Lawful since' lies in the future. Give today or an earlier day.")


def prepare(project: Project, drafts: Sequence[Draft]) -> list[dict[str, Any] | Refused]:
    """As ``parties.prepare``; who asked to be erased is refused."""
    return suppressing.screen(project, Lead, drafts, parties.prepare(project, drafts))


def settle(row: Lead) -> None:
    """As of any party; what is personal has a lawful basis, and a state its reason."""
    settle_values(row)
    _check_state(row)


def settle_values(row: Lead) -> None:
    """Write the values down in one way. Raises :class:`Refused`."""
    for name in ("organisation", *PERSON, "sector", "source", "basis_note", "state_reason"):
        setattr(row, name, " ".join(getattr(row, name).split()))
    parties.settle(row)
    person = values.full_name(row.given_name, row.family_name, [])
    row.name = person or row.organisation or row.email or row.phone
    if not row.name:
        raise Refused(msg("Give the name of an organisation or a person, or an e-mail address."))
    row.basis = _basis(row.basis, named=bool(person), reached=bool(row.email or row.phone))
    if row.basis_date is not None and is_to_come(row.basis_date):
        raise Refused(TO_COME, field="basis_date")


def is_to_come(day: date) -> bool:
    """Whether no place on Earth has reached the day."""
    return day > timezone.now().date() + timedelta(days=1)


def _basis(given: str, *, named: bool, reached: bool) -> str:
    """The lawful basis; none is needed where nothing says who somebody is."""
    if not given and (named or reached):
        raise Refused(
            msg(
                "Say by which lawful basis this person's data may be kept (GDPR Article 6). For an"
                " organisation's general address choose 'Not needed: no personal data'."
            ),
            field="basis",
        )
    if given == Basis.NOT_NEEDED and named:
        raise Refused(
            msg("A person's name is personal data. Choose one of the six lawful bases."),
            field="basis",
        )
    return given or Basis.NOT_NEEDED


def _check_state(row: Lead) -> None:
    was = row.__dict__.get("stored_state", Lead.State.NEW)
    if (row.state == Lead.State.CONVERTED) != (was == Lead.State.CONVERTED):
        raise Refused(
            msg("A lead is converted on its page, and stays converted."),
            field="state",
        )
    if row.state == Lead.State.DROPPED and not row.state_reason:
        raise Refused(msg("Say why the lead is dropped."), field="state_reason")


LEADS = RecordKind(
    model=Lead,
    reference=LeadReference,
    noun="crm.lead",
    fields=("name", *OWN, *parties.FIELDS),
    related=("owner",),
    prepare=prepare,
    settle=settle,
    unique={"email": msg("Another lead of this project has this e-mail address.")},
)
CONVERSION = replace(
    LEADS,
    fields=(*LEADS.fields, "company", "contact"),
    related=("owner", "company", "contact"),
    prepare=lambda project, drafts: [draft.values for draft in drafts],
    settle=lambda row: None,
)

Choice = UUID | Literal["new", "none"]


@dataclass(frozen=True)
class Duplicates:
    """Companies and contacts that may be the same as a lead."""

    companies: list[Company]
    contacts: list[Contact]


def duplicates(lead: Lead) -> Duplicates:
    """Records with the lead's e-mail address, or with its name in its country (or in none that is
    known); at most :data:`MOST_SHOWN` of each.
    """
    person = values.full_name(lead.given_name, lead.family_name, [])
    return Duplicates(
        _alike(Company.objects.filter(project=lead.project_id), lead, lead.organisation),
        _alike(Contact.objects.filter(project=lead.project_id), lead, person),
    )


def _alike(rows: QuerySet[Any], lead: Lead, name: str) -> list[Any]:
    found = Q(email=lead.email) if lead.email else Q(pk=None)
    if name:
        land = Q(country__in=[lead.country, ""]) if lead.country else Q()
        found |= Q(name__iexact=name) & land
    return list(rows.filter(found).order_by("name", "id")[:MOST_SHOWN])


@transaction.atomic
def convert(lead: Lead, actor: User, *, company: Choice, contact: Choice, seen: Any = None) -> Lead:
    """Make or link a company and a contact (analyst), and mark the lead converted.

    Each choice is the id of a record that is there, 'new' or 'none'. A new contact belongs to the
    company; one that is there keeps its own, if it has any. ``seen`` is the ``updated_at`` that
    the reader saw. Raises :class:`Refused` and :class:`Stale`; then nothing is changed.
    """
    project = require_analyst(lead, actor)
    held: Lead = locked(lead)
    if seen is not None and held.updated_at != seen:
        raise Stale(held)
    if held.state == Lead.State.CONVERTED:
        raise Refused(msg("This lead was converted already."))
    if company == "none" and contact == "none":
        raise Refused(msg("Choose a company, a contact, or both."))
    firm = _found(COMPANIES, held, company, "company")
    if company == "new":
        firm = records.write_one(
            COMPANIES, project, actor, Draft(company_values(held, alone=contact == "none"))
        ).row
    person = _found(CONTACTS, held, contact, "contact")
    if contact == "new":
        draft = Draft({**contact_values(held), "company": firm.pk if firm else None})
        person = records.write_one(CONTACTS, project, actor, draft).row
    elif person is not None and firm is not None and person.company_id is None:
        draft = Draft({"company": firm.pk}, pk=person.pk)
        records.write_one(CONTACTS, project, actor, draft)
    known = {"company": firm, "contact": person, "state": Lead.State.CONVERTED, "state_reason": ""}
    records.write_one(CONVERSION, project, actor, Draft(known, pk=held.pk))
    report("crm.lead.converted", actor=actor, project_id=project.pk, subject=held)
    return Lead.objects.get(pk=held.pk)


@transaction.atomic
def delete_lead(row: Lead, actor: User) -> None:
    """Delete a lead (editor) with what hangs on it."""
    require(membership_of(actor, row.project_id), Role.EDITOR)
    held = locked(row)
    drop_hanging(held, actor)
    records.delete(LEADS, held, actor)


def require_analyst(lead: Lead, actor: User) -> Any:
    membership = membership_of(actor, lead.project_id)
    require(membership, Role.ANALYST)
    return membership.project


def _found(kind: RecordKind, lead: Lead, choice: Choice, field: str) -> Any:
    if not isinstance(choice, UUID):
        return None
    row = kind.model.objects.filter(project=lead.project_id, pk=choice).first()
    if row is None:
        raise Refused(msg("It was deleted meanwhile. Choose again."), field=field)
    return row


def _shared(lead: Lead) -> dict[str, Any]:
    return {
        "country": lead.country,
        "language": lead.language,
        "owner": lead.owner_id,
        "tags": lead.tags,
    }


def company_values(lead: Lead, *, alone: bool) -> Mapping[str, Any]:
    """What a new company takes over. Where a person is named, or becomes a contact (not
    ``alone``), address, phone, note and own fields are theirs: an erasure must find them.
    """
    person = bool(lead.given_name or lead.family_name) or not alone
    return {
        **_shared(lead),
        **({} if person else {name: getattr(lead, name) for name in REACHED}),
        "name": lead.organisation,
        "website": lead.website,
        "industry": lead.sector,
        "employees": lead.employees,
    }


def contact_values(lead: Lead) -> Mapping[str, Any]:
    """What a new contact takes over."""
    return {
        **_shared(lead),
        **{name: getattr(lead, name) for name in (*PERSON, *REACHED)},
        "website": "" if lead.organisation else lead.website,
    }
