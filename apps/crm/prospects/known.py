"""Which leads of a project are there already, for tables of many rows."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from apps.crm.domain import values
from apps.crm.models import Basis, Lead
from apps.projects.synced import EPOCH

Name = tuple[str, str, str]
COLUMNS = (
    "pk", "email", "organisation", "given_name", "family_name", "country", "basis", "updated_at",
)  # fmt: skip


class Known:
    """The leads of a project by e-mail address, and by name and country. :meth:`refresh` learns of
    those that were changed since.
    """

    def __init__(self, project_id: Any) -> None:
        self.project_id = project_id
        self.seen: datetime = EPOCH
        self.by_email: dict[str, UUID] = {}
        self.by_name: dict[Name, list[tuple[str, UUID]]] = {}
        self.impersonal: set[UUID] = set()  # whose basis says that there is no personal data
        self.refresh()

    def refresh(self) -> None:
        rows = Lead.objects.filter(project=self.project_id, updated_at__gt=self.seen)
        for row in rows.order_by().values_list(*COLUMNS, named=True).iterator(chunk_size=2000):
            self.add(row)
            self.seen = max(self.seen, row.updated_at)

    def add(self, lead: Any) -> None:
        if lead.email:
            self.by_email[lead.email] = lead.pk
        name = name_of(lead)
        if name:
            self.by_name.setdefault(name, []).append((lead.email, lead.pk))
        if lead.basis == Basis.NOT_NEEDED:
            self.impersonal.add(lead.pk)
        else:
            self.impersonal.discard(lead.pk)

    def find(self, lead: Lead) -> UUID | None:
        """The lead with this e-mail address; or else with this name in this country, unless both
        have addresses, which then differ: two people of one name are two leads.
        """
        if lead.email in self.by_email:
            return self.by_email[lead.email]
        name = name_of(lead)
        for email, pk in self.by_name.get(name, ()) if name else ():
            if not (email and lead.email):
                return pk
        return None


def name_of(lead: Any) -> Name | None:
    """Organisation, person and country, in small letters; None where nobody is named."""
    person = values.full_name(lead.given_name, lead.family_name, [])
    if not person and not lead.organisation:
        return None
    return lead.organisation.casefold(), person.casefold(), lead.country
