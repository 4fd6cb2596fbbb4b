"""A person asks to be forgotten (GDPR art. 17, PIPL art. 47): wherever they are known here.

Rooms above register in ``ready`` what they do:
``erasure.hooks.register("feedback.surveys", erase, owner=self.name)``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import Message
from apps.core.registry import Registry
from apps.crm.consent import suppressing
from apps.crm.domain.contacts import delete_contact
from apps.crm.domain.leads import delete_lead
from apps.crm.merging import chains
from apps.crm.models import Activity, Company, Contact, Lead, Suppression
from apps.events.domain import redaction
from apps.events.models import AuditEntry
from apps.projects.access import membership_of, require
from apps.projects.domain.changes import hold, locked
from apps.projects.models import Role

REASON = "the person asked to be forgotten"
Receipt = list[Message]
"""What was erased beside the person's own row, and what is left to do by hand, in sentences that
name nobody."""
Hook = Callable[[Any, Contact | Lead, User], Receipt]
"""(project id, the person's row, actor) → receipt. Called in the transaction of the erasure for
each row of the person, while it is still there; the project and its clock are held."""
hooks: Registry[Hook] = Registry("erasure of a person")


@transaction.atomic
def erase_contact(row: Contact, actor: User) -> Receipt:
    """Delete a person, what rooms keep of them, and their values in the audit trail (editor). Left
    are ids: the tombstones, and which members were changed when and by whom. The leads that became
    this contact, or that have its e-mail address, are the same person and go as well.
    """
    require(membership_of(actor, row.project_id), Role.EDITOR)
    hold(row.project_id)
    held = locked(row)
    same = Q(contact=held) | (Q(email=held.email) if held.email else Q(pk=None))
    leads = list(Lead.objects.filter(same, project=held.project_id))
    _remember([held, *leads], actor)
    receipt = [words for lead in leads for words in _forget(lead, actor)]
    receipt += _reached(held, actor)
    gone = Contact(pk=held.pk, project_id=held.project_id)
    _forget_hanging(held, actor)
    delete_contact(held, actor)
    redaction.forget(gone, actor=actor, reason=REASON)
    _forget_deleted(held, actor)
    report("crm.contact.erased", actor=actor, project_id=held.project_id, subject=gone,
           receipt=_plain(receipt))  # fmt: skip
    return receipt


@transaction.atomic
def erase_lead(row: Lead, actor: User) -> Receipt:
    """As :func:`erase_contact`, from the lead's side: the contact that it became, or that has its
    e-mail address, is the same person and goes as well.
    """
    require(membership_of(actor, row.project_id), Role.EDITOR)
    hold(row.project_id)
    held = locked(row)
    same = Q(pk=held.contact_id) | (Q(email=held.email) if held.email else Q(pk=None))
    contacts = list(Contact.objects.filter(same, project=held.project_id))
    _remember([held, *contacts], actor)
    gone = Lead(pk=held.pk, project_id=held.project_id)
    receipt = _forget(held, actor)
    _forget_deleted(held, actor)
    report("crm.lead.erased", actor=actor, project_id=held.project_id, subject=gone,
           receipt=_plain(receipt))  # fmt: skip
    for contact in contacts:
        receipt += erase_contact(contact, actor)
    return receipt


def _reached(person: Contact | Lead, actor: User) -> Receipt:
    """Let the rooms above forget the person."""
    return [words for hook in hooks for words in hook(person.project_id, person, actor)]


def _plain(receipt: Receipt) -> list[str]:
    """The receipt as the trail keeps it, beside the ids."""
    return [str(words) for words in receipt]


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
            _forget_hanging(gone, actor)
            redaction.forget(gone, actor=actor, reason=REASON)


def _forget(lead: Any, actor: User) -> Receipt:
    gone = Lead(pk=lead.pk, project_id=lead.project_id)
    receipt = _reached(lead, actor)
    _forget_hanging(lead, actor)
    delete_lead(lead, actor)
    redaction.forget(gone, actor=actor, reason=REASON)
    return receipt


def _forget_hanging(held: Contact | Lead, actor: User) -> None:
    """What the trail says of the activities with a person, and of records merged into theirs."""
    kind = str(held._meta.model_name)
    gone: list[Any] = [
        type(held)(pk=one.loser, project_id=held.project_id)
        for one in chains.behind(held.project_id, kind, held.pk)
    ]
    gone += [Activity(pk=key, project_id=held.project_id) for key in _activities(held, kind)]
    for row in gone:
        redaction.forget(row, actor=actor, reason=REASON)


def _activities(held: Contact | Lead, kind: str) -> set[str]:
    """Ids of the activities with a person, of those that were deleted before, too."""
    there = Activity.objects.filter(**{kind: held}).values_list("pk", flat=True)
    changes = f"data__changes__{kind}_id"
    told = AuditEntry.objects.filter(
        Q(**{f"{changes}__0": str(held.pk)}) | Q(**{f"{changes}__1": str(held.pk)}),
        project=held.project_id,
        subject_type=Activity._meta.label_lower,
    )
    return {*map(str, there), *told.order_by().values_list("subject_id", flat=True)}


def _remember(people: Sequence[Contact | Lead], actor: User) -> None:
    """Put the addresses of a person on the suppression list, those of records that were merged
    into theirs too; not a phone number that others have as well.
    """
    project = people[0].project_id
    lost = [
        one.memory["loser"]["values"]
        for row in people
        for one in chains.behind(project, str(row._meta.model_name), row.pk)
        if one.memory
    ]
    known = {(name, one[name]) for one in lost for name in suppressing.CHANNELS if one.get(name)}
    known |= {address for row in people for address in suppressing.addresses(row)}
    own = [row.pk for row in people]
    for channel, value in sorted(known):
        if channel == "phone" and any(
            model.objects.filter(project=project, phone=value).exclude(pk__in=own).exists()
            for model in (Company, Contact, Lead)
        ):
            continue
        suppressing.put(project, actor, (channel, value), Suppression.Reason.ERASED)
