"""The suppression list: whom nobody writes to, and who is not to be kept here again.

Everybody on it is left in peace (``rules.allows``). Who asked to be erased is not made anew
either, from a table, a form or REST, until an owner lifts the entry with a reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import Message, clipped, msg
from apps.crm.consent.digests import digest, key_of, make_key, opened
from apps.crm.domain import values
from apps.crm.models import Contact, Lead, Suppression
from apps.projects.access import membership_of, require
from apps.projects.domain.changes import locked
from apps.projects.domain.errors import Refused
from apps.projects.domain.records import Draft
from apps.projects.models import Project, Role
from apps.projects.synced import take_turn

CHANNELS = ("email", "phone")
ERASED_HERE = msg(
    "This person asked to be erased, so they are not kept here again. If that is wrong, an owner"
    " of the project can lift the entry on the suppression list, with a reason."
)
REASONS: Mapping[str, Message] = {
    Suppression.Reason.ASKED: msg("asked not to be contacted"),
    Suppression.Reason.ERASED: msg("asked to be erased"),
    Suppression.Reason.BOUNCED: msg("messages came back"),
    Suppression.Reason.COMPLAINT: msg("complained"),
}
AT_ONCE = 500
Address = tuple[str, str]
"""(channel, normalised value)."""


@dataclass(frozen=True)
class Added:
    """An entry, and whether it is new."""

    row: Suppression
    new: bool


def normal(channel: str, text: str, country: str = "") -> str:
    """An address in the one way in which it is compared. Raises :class:`Refused`."""
    if channel == Suppression.Channel.PHONE:
        found = values.phone(text, country)
    else:
        found = values.email(text)
        try:
            validate_email(found)
        except ValidationError:
            raise Refused(
                msg("'{text}' is not an e-mail address.", text=clipped(text)), field="email"
            ) from None
    if not found:
        raise Refused(msg("Give an e-mail address or a phone number."), field=channel)
    return found


@transaction.atomic
def add(
    project: Project, actor: User, address: Address, reason: str, note: str = ""
) -> Added:  # fmt: skip
    """Put a normalised address on the list (analyst). One that is there stays as it is, but that
    'erased' takes the place of a weaker reason.
    """
    require(membership_of(actor, project.pk), Role.ANALYST)
    return put(project.pk, actor, address, reason, " ".join(note.split()))


def put(project_id: Any, actor: User, address: Address, reason: str, note: str = "") -> Added:
    """As :func:`add`, for an action that has asked for its own role; in its transaction."""
    if reason not in Suppression.Reason.values:
        raise Refused(msg("Choose a reason."), field="reason")
    take_turn(project_id)
    hashed = digest(make_key(project_id), *address)
    rows = Suppression.objects.filter(project=project_id, digest=hashed, lifted_at=None)
    row = rows.first()
    new = row is None
    if row is None:
        row = Suppression(project_id=project_id, channel=address[0], digest=hashed, added_by=actor)
    elif row.reason == reason or reason != Suppression.Reason.ERASED:
        return Added(row, new=False)
    before = None if new else row.reason
    row.reason, row.note = reason, note or row.note
    row.save()
    report(
        "crm.suppression.added", actor=actor, project_id=project_id, subject=row,
        reason=reason, channel=row.channel, changes={"reason": [before, reason]},
    )  # fmt: skip
    return Added(row, new)


@transaction.atomic
def lift(row: Suppression, actor: User, why: str) -> Suppression:
    """Take an entry off the list (owner), with a reason. It stays on record as lifted."""
    require(membership_of(actor, row.project_id), Role.OWNER)
    held = locked(row)
    words = " ".join(why.split())
    if held.lifted_at is not None:
        raise Refused(msg("This entry was lifted already."))
    if not words or len(words) > 300:
        raise Refused(
            msg("Say in at most 300 characters why the entry is lifted."), field="lifted_why"
        )
    held.lifted_at, held.lifted_by, held.lifted_why = timezone.now(), actor, words
    held.save()
    report(
        "crm.suppression.lifted", actor=actor, project_id=held.project_id, subject=held,
        reason=held.reason, channel=held.channel,
    )  # fmt: skip
    return held


def find(project_id: Any, addresses: Iterable[Address]) -> dict[Address, Suppression]:
    """Those of the normalised addresses that are on the list, in one query for each 500."""
    return _find(project_id, key_of(project_id), addresses)


def _find(
    project_id: Any, key: bytes | None, addresses: Iterable[Address]
) -> dict[Address, Suppression]:
    if key is None:
        return {}
    hashed = {digest(key, *address): address for address in addresses if address[1]}
    wanted, found = list(hashed), {}
    for start in range(0, len(wanted), AT_ONCE):
        rows = Suppression.objects.filter(project=project_id, lifted_at=None)
        for row in rows.filter(digest__in=wanted[start : start + AT_ONCE]):
            found[hashed[row.digest]] = row
    return found


def addresses(person: Any) -> list[Address]:
    """How a person can be reached, as :func:`find` takes it."""
    return [(name, getattr(person, name)) for name in CHANNELS if getattr(person, name)]


def of(person: Any) -> Suppression | None:
    """The entry of this person, if there is one (see ``digests.with_key``)."""
    known = vars(person)
    key = opened(known["suppression_key"]) if "suppression_key" in known else None
    if "suppression_key" not in known:
        key = key_of(person.project_id)
    found = _find(person.project_id, key, addresses(person))
    return next(iter(found.values()), None)


def listed(rows: QuerySet[Any], project_id: Any = None) -> list[UUID]:
    """The ids of those rows (of one project) that are on the list; read in batches."""
    project = project_id or rows.order_by().values_list("project_id", flat=True).first()
    hashed = set(
        Suppression.objects.filter(project=project, lifted_at=None).values_list("digest", flat=True)
    )
    key = key_of(project) if hashed else None
    if key is None:
        return []
    known = rows.order_by().values_list("pk", *CHANNELS)
    return [
        pk
        for pk, *given in known.iterator(chunk_size=2000)
        if any(
            value and digest(key, channel, value) in hashed
            for channel, value in zip(CHANNELS, given, strict=True)
        )
    ]


def erased(project_id: Any, people: Iterable[Mapping[str, Any]]) -> list[str]:
    """Of each person (``email``, ``phone``, ``country``) the channel by which they are known to
    have asked to be erased; '' for the others. By phone only where there is no e-mail address:
    people share switchboards.
    """
    asked = [_first_address(person) for person in people]
    found = find(project_id, (one for one in asked if one))
    gone = {one for one, row in found.items() if row.reason == Suppression.Reason.ERASED}
    return [one[0] if one and one in gone else "" for one in asked]


def _first_address(person: Mapping[str, Any]) -> Address | None:
    if person.get("email"):
        return "email", str(person["email"])
    if not person.get("phone"):
        return None
    try:
        return "phone", values.phone(str(person["phone"]), str(person.get("country") or ""))
    except Refused:  # no phone number: told when the row is written
        return None


def screen(
    project: Project,
    model: type[Contact] | type[Lead],
    drafts: Sequence[Draft],
    prepared: Sequence[dict[str, Any] | Refused],
) -> list[dict[str, Any] | Refused]:
    """The prepared values, and a refusal for whoever asked to be erased."""
    people = [{} if isinstance(one, Refused) else one for one in prepared]
    return [
        Refused(ERASED_HERE, field=channel)
        if channel and not _keeps(project, model, draft, channel, one)
        else one
        for draft, one, channel in zip(drafts, prepared, erased(project.pk, people), strict=True)
    ]


def _keeps(project: Project, model: Any, draft: Draft, channel: str, given: Any) -> bool:
    """Whether the record that is meant has this address already: then it is not made anew."""
    rows = model.objects.filter(project=project, **{channel: given[channel]})
    if draft.pk:
        return bool(rows.filter(pk=draft.pk).exists())
    if draft.key:
        system, name = draft.key
        return bool(rows.filter(references__system=system, references__external_id=name).exists())
    return False
