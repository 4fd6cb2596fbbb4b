"""Contacts: written and deleted through ``projects.domain.records``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from apps.accounts.models import User
from apps.core.messages import msg
from apps.crm.consent import suppressing
from apps.crm.domain import parties, values
from apps.crm.domain.links import drop_hanging, release
from apps.crm.models import Company, CompanyReference, Contact, ContactReference, Deal, Lead
from apps.projects.access import membership_of, require
from apps.projects.domain import records
from apps.projects.domain.changes import locked
from apps.projects.domain.errors import Refused
from apps.projects.domain.records import Draft, Key, RecordKind
from apps.projects.models import Project, Role

Values = dict[str, Any]


def prepare(project: Project, drafts: Sequence[Draft]) -> list[Values | Refused]:
    """As ``parties.prepare``; ``company`` is an id, ``company_by_external`` a (system, id)."""
    prepared = suppressing.screen(project, Contact, drafts, parties.prepare(project, drafts))
    good = [one for one in prepared if not isinstance(one, Refused)]
    companies = _companies(project, good)
    return [one if isinstance(one, Refused) else _with_company(one, companies) for one in prepared]


def _companies(project: Project, rows: Sequence[Values]) -> dict[Any, Company]:
    """The companies that are mentioned, by id and by (system, id)."""
    keys: set[Key] = {row["company_by_external"] for row in rows if row.get("company_by_external")}
    listed: dict[Key, Any] = {}
    if keys:
        references = CompanyReference.objects.filter(
            project=project,
            system__in={system for system, _ in keys},
            external_id__in={name for _, name in keys},
        )
        found = references.values_list("system", "external_id", "row_id")
        listed = {(system, name): row for system, name, row in found}
    ids = {row["company"] for row in rows if row.get("company")} | set(listed.values())
    if not ids:
        return {}
    companies = Company.objects.filter(project=project).in_bulk(list(ids))
    return {**companies, **{key: companies[pk] for key, pk in listed.items() if pk in companies}}


def _with_company(row: Mapping[str, Any], companies: Mapping[Any, Company]) -> Values | Refused:
    known = dict(row)
    for name in ("company", "company_by_external"):
        wanted = known.pop(name, None) if name == "company_by_external" else known.get(name)
        if wanted is None:
            continue
        known["company"] = companies.get(wanted)
        if known["company"] is None:
            return Refused(msg("There is no such company in this project."), field=name)
    return known


def settle(row: Contact) -> None:
    row.given_name, row.family_name = row.given_name.strip(), row.family_name.strip()
    parties.settle(row)
    row.name = values.full_name(row.given_name, row.family_name, [row.email, row.phone])
    if not row.name:
        raise Refused(msg("Give a name, an e-mail address or a phone number."))


CONTACTS = RecordKind(
    model=Contact,
    reference=ContactReference,
    noun="crm.contact",
    fields=("given_name", "family_name", "name", "job_title", "company", *parties.FIELDS),
    related=("company", "owner"),
    prepare=prepare,
    settle=settle,
    unique={"email": msg("Another contact of this project has this e-mail address.")},
)


@transaction.atomic
def delete_contact(row: Contact, actor: User) -> None:
    """Delete a contact (editor). Leads that became it stay and are told to have none."""
    require(membership_of(actor, row.project_id), Role.EDITOR)
    held = locked(row)
    release(Lead.objects, "contact", held, actor, "crm.lead")
    release(Deal.objects, "contact", held, actor, "crm.deal", by_id=True)
    drop_hanging(held, actor)
    records.delete(CONTACTS, held, actor)
