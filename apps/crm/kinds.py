"""What can happen to companies, contacts and leads."""

from __future__ import annotations

from apps.core.catalogue import EventKind, Subject
from apps.core.messages import mark

COMPANY = Subject("crm.company", "api:company", "company_id")
CONTACT = Subject("crm.contact", "api:contact", "contact_id")
LEAD = Subject("crm.lead", "api:lead", "lead_id")
CONSENT = Subject("crm.consent", "api:consent", "consent_id")
SUPPRESSION = Subject("crm.suppression", "api:suppression", "suppression_id")
DEAL = Subject("crm.deal", "api:deal", "deal_id")
ACTIVITY = Subject("crm.activity", "api:activity", "activity_id")
SEGMENT = Subject("crm.segment", "api:segment", "segment_id")
SAID = {"purpose": "surveys", "basis": "consent"}
LISTED = {"reason": "erased", "channel": "email"}
MERGED = {"of": "contact", "loser": "7b0f0b34-6b0a-4d0c-8a43-0f6f5d4b2c10"}

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
    EventKind("crm.contact.erased", mark("Contact erased"), subject=Subject("crm.contact")),
    EventKind("crm.lead.erased", mark("Lead erased"), subject=Subject("crm.lead")),
    EventKind("crm.intake.started", mark("Leads made from a table")),
    EventKind(
        "crm.consent.given", mark("Consent given"), webhook=True, subject=CONSENT, fields=SAID
    ),
    EventKind(
        "crm.consent.withdrawn", mark("Consent withdrawn"), webhook=True, subject=CONSENT,
        fields=SAID,
    ),
    EventKind(
        "crm.suppression.added", mark("Put on the suppression list"), webhook=True,
        subject=SUPPRESSION, fields=LISTED,
    ),
    EventKind(
        "crm.suppression.lifted", mark("Taken off the suppression list"), webhook=True,
        subject=SUPPRESSION, fields=LISTED,
    ),
    EventKind("crm.purpose.added", mark("Purpose of consent added")),
    EventKind(
        "crm.company.merged", mark("Companies merged"), webhook=True, subject=COMPANY,
        fields=MERGED,
    ),
    EventKind(
        "crm.company.parted", mark("Merge of companies undone"), webhook=True, subject=COMPANY,
        fields=MERGED,
    ),
    EventKind(
        "crm.contact.merged", mark("Contacts merged"), webhook=True, subject=CONTACT,
        fields=MERGED,
    ),
    EventKind(
        "crm.contact.parted", mark("Merge of contacts undone"), webhook=True, subject=CONTACT,
        fields=MERGED,
    ),
    EventKind("crm.lead.merged", mark("Leads merged"), webhook=True, subject=LEAD, fields=MERGED),
    EventKind(
        "crm.lead.parted", mark("Merge of leads undone"), webhook=True, subject=LEAD,
        fields=MERGED,
    ),
    EventKind("crm.deal.created", mark("Deal added"), webhook=True, subject=DEAL),
    EventKind("crm.deal.updated", mark("Deal changed"), webhook=True, subject=DEAL),
    EventKind("crm.deal.deleted", mark("Deal deleted"), webhook=True, subject=Subject("crm.deal")),
    EventKind("crm.activity.created", mark("Activity added"), webhook=True, subject=ACTIVITY),
    EventKind("crm.activity.updated", mark("Activity changed"), webhook=True, subject=ACTIVITY),
    EventKind(
        "crm.activity.deleted", mark("Activity deleted"), webhook=True,
        subject=Subject("crm.activity"),
    ),
    EventKind("crm.stages.changed", mark("Stages of deals changed")),
    EventKind("crm.segment.created", mark("Segment added"), webhook=True, subject=SEGMENT),
    EventKind("crm.segment.updated", mark("Segment changed"), webhook=True, subject=SEGMENT),
    EventKind(
        "crm.segment.deleted", mark("Segment deleted"), webhook=True,
        subject=Subject("crm.segment"),
    ),
    EventKind("crm.connection.created", mark("Connection with a CRM system added")),
    EventKind("crm.connection.changed", mark("Connection with a CRM system changed")),
    EventKind("crm.connection.connected", mark("Connection with a CRM system let in")),
    EventKind("crm.connection.run", mark("Exchange with a CRM system asked for")),
    EventKind("crm.connection.decided", mark("Conflict with a CRM system decided")),
    EventKind(
        "crm.connection.stopped", mark("Connection with a CRM system stopped"), webhook=True,
        subject=Subject("crm.syncconnection"), fields={"state": "broken"},
    ),
    EventKind("crm.connection.deleted", mark("Connection with a CRM system deleted")),
    EventKind(
        "crm.duplicates.searched", mark("Duplicates searched for"),
        subject=Subject("crm.duplicatesearch", "api:duplicate-search", "duplicate_search_id"),
    ),
    EventKind(
        "crm.duplicates.parted", mark("Records said not to be the same"),
        subject=Subject("crm.duplicatepair", "api:duplicate-pair", "pair_id"),
    ),
)  # fmt: skip
