"""A person asks to be forgotten (GDPR art. 17, PIPL art. 47): wherever this room knows them."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q

from apps.accounts.models import User
from apps.crm.domain.contacts import delete_contact
from apps.crm.domain.leads import LEADS
from apps.crm.models import Contact, Lead
from apps.events.domain import redaction
from apps.events.models import AuditEntry
from apps.projects.access import membership_of, require
from apps.projects.domain import records
from apps.projects.domain.changes import locked
from apps.projects.models import Role

REASON = "the person asked to be forgotten"


@transaction.atomic
def erase_contact(row: Contact, actor: User) -> None:
    """Delete a person and take their values out of the audit trail (editor). Left are ids: the
    tombstones, and which members were changed when and by whom. The leads that became this
    contact, or that have its e-mail address, are the same person and go as well.
    """
    require(membership_of(actor, row.project_id), Role.EDITOR)
    held = locked(row)
    same = Q(contact=held) | (Q(email=held.email) if held.email else Q(pk=None))
    leads = list(Lead.objects.filter(same, project=held.project_id))
    for lead in leads:
        _forget(lead, actor)
    gone = Contact(pk=held.pk, project_id=held.project_id)
    delete_contact(held, actor)
    redaction.forget(gone, actor=actor, reason=REASON)
    _forget_deleted(held, actor)


@transaction.atomic
def erase_lead(row: Lead, actor: User) -> None:
    """As :func:`erase_contact`, from the lead's side: the contact that it became, or that has its
    e-mail address, is the same person and goes as well.
    """
    require(membership_of(actor, row.project_id), Role.EDITOR)
    held = locked(row)
    same = Q(pk=held.contact_id) | (Q(email=held.email) if held.email else Q(pk=None))
    contacts = list(Contact.objects.filter(same, project=held.project_id))
    _forget(held, actor)
    _forget_deleted(held, actor)
    for contact in contacts:
        erase_contact(contact, actor)


def _forget_deleted(held: Contact | Lead, actor: User) -> None:
    """What the trail says of leads and contacts with this e-mail address that were deleted before:
    nobody could ask for it once their rows are gone.
    """
    if not held.email:
        return
    for model in (Lead, Contact):
        told = AuditEntry.objects.filter(
            project=held.project_id,
            kind=f"{model._meta.label_lower}.deleted",
            data__changes__email__0=held.email,
        )
        for key in told.order_by().values_list("subject_id", flat=True):
            gone = model(pk=key, project_id=held.project_id)
            redaction.forget(gone, actor=actor, reason=REASON)


def _forget(lead: Any, actor: User) -> None:
    gone = Lead(pk=lead.pk, project_id=lead.project_id)
    records.delete(LEADS, lead, actor)
    redaction.forget(gone, actor=actor, reason=REASON)
