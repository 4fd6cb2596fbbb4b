"""What can happen to companies, contacts and leads."""

from __future__ import annotations

from apps.core.catalogue import EventKind, Subject
from apps.core.messages import mark

COMPANY = Subject("crm.company", "api:company", "company_id")
CONTACT = Subject("crm.contact", "api:contact", "contact_id")
LEAD = Subject("crm.lead", "api:lead", "lead_id")

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
    EventKind("crm.lead.created", mark("Lead added"), webhook=True, subject=LEAD),
    EventKind("crm.lead.updated", mark("Lead changed"), webhook=True, subject=LEAD),
    EventKind("crm.lead.converted", mark("Lead converted"), webhook=True, subject=LEAD),
    EventKind("crm.lead.deleted", mark("Lead deleted"), webhook=True, subject=Subject("crm.lead")),
    EventKind("crm.intake.started", mark("Leads made from a table")),
)
