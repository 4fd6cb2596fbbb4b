"""What can happen to companies and contacts."""

from __future__ import annotations

from apps.core.catalogue import EventKind, Subject
from apps.core.messages import mark

COMPANY = Subject("crm.company", "api:company", "company_id")
CONTACT = Subject("crm.contact", "api:contact", "contact_id")

KINDS = (
    EventKind("crm.company.created", mark("Company added"), webhook=True, subject=COMPANY),
    EventKind("crm.company.updated", mark("Company changed"), webhook=True, subject=COMPANY),
    EventKind(
        "crm.company.deleted", mark("Company deleted"), webhook=True, subject=Subject("crm.company")
    ),
    EventKind("crm.contact.created", mark("Contact added"), webhook=True, subject=CONTACT),
    EventKind("crm.contact.updated", mark("Contact changed"), webhook=True, subject=CONTACT),
    EventKind(
        "crm.contact.deleted", mark("Contact deleted"), webhook=True, subject=Subject("crm.contact")
    ),
)
