"""Companies: written through ``projects.domain.records``; deleting one frees its contacts."""

from __future__ import annotations

from django.db import transaction

from apps.accounts.models import User
from apps.core.messages import msg
from apps.crm.domain import parties
from apps.crm.domain.links import drop_hanging, release
from apps.crm.models import Company, CompanyReference, Contact, Deal, Lead
from apps.projects.access import membership_of, require
from apps.projects.domain import records
from apps.projects.domain.changes import locked
from apps.projects.domain.errors import Refused
from apps.projects.domain.records import RecordKind
from apps.projects.models import Role


def settle(row: Company) -> None:
    row.name = " ".join(row.name.split())
    if not row.name:
        raise Refused(msg("Give the company a name."), field="name")
    parties.settle(row)


COMPANIES = RecordKind(
    model=Company,
    reference=CompanyReference,
    noun="crm.company",
    fields=("name", "industry", "employees", *parties.FIELDS),
    related=("owner",),
    prepare=parties.prepare,
    settle=settle,
)


@transaction.atomic
def delete_company(row: Company, actor: User) -> None:
    """Delete a company (editor). Its contacts and leads stay and are told to have none."""
    require(membership_of(actor, row.project_id), Role.EDITOR)
    held = locked(row)
    release(Contact.objects, "company", held, actor, "crm.contact")
    release(Lead.objects, "company", held, actor, "crm.lead")
    release(Deal.objects, "company", held, actor, "crm.deal", by_id=True)
    drop_hanging(held, actor)
    records.delete(COMPANIES, held, actor)
