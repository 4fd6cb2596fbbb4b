"""What counts of all that was said: the newest statement of a person for a purpose, unless it has
ended, or the person's address stands on the suppression list.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils import timezone

from apps.core.messages import Message, msg
from apps.crm.consent import purposes, suppressing
from apps.crm.models import Consent, Contact, Lead, Suppression

Person = Contact | Lead


@dataclass(frozen=True)
class Standing:
    """How a person stands to a purpose: the newest statement, and why not (None: allowed)."""

    purpose: str
    label: str
    newest: Consent | None
    problem: Message | None


def allows(person: Person, purpose: str) -> Message | None:
    """None if this person may be written to for ``purpose``; else why not.

    Nothing said is no consent. What was said as a lead counts for the contact that it became.
    Raises :class:`Refused` for a purpose that the project does not have.
    """
    purposes.check(person.project_id, purpose)
    listed = suppressing.of(person)
    return _problem(listed, newest_of(person, purpose))


def standings(person: Person) -> list[Standing]:
    """As :func:`allows`, for every purpose of the project."""
    listed, said = suppressing.of(person), _newest(person)
    return [
        Standing(key, label, said.get(key), _problem(listed, said.get(key)))
        for key, label in purposes.purposes(person.project_id).items()
    ]


def allowed(people: QuerySet[Any], purpose: str, project_id: Any = None) -> QuerySet[Any]:
    """Those of ``people`` (contacts or leads of one project, whose id may be given) that
    :func:`allows` would let through.
    """
    agreed = _agreed(people, purpose, project_id)
    listed = suppressing.listed(agreed, project_id)
    return agreed.exclude(pk__in=listed) if listed else agreed


def _agreed(rows: QuerySet[Any], purpose: str, project_id: Any) -> QuerySet[Any]:
    """Those whose newest statement is consent that has not ended; each statement is read once."""
    person = F("lead") if rows.model is Lead else Coalesce("contact", "lead__contact")
    said = Consent.objects.filter(purpose=purpose)
    of = rows.order_by().values("project") if project_id is None else [project_id]
    said = said.filter(project__in=of).order_by().annotate(person=person)
    place = Window(
        RowNumber(), partition_by=["person"], order_by=[F("at").desc(), F("created_at").desc()]
    )
    newest = said.filter(person__isnull=False).annotate(place=place).filter(place=1)
    given = Consent.objects.filter(
        Q(expires_on__isnull=True) | Q(expires_on__gte=_today()),
        pk__in=newest.values("pk"),
        decision=Consent.Decision.GIVEN,
    )
    return rows.filter(pk__in=given.order_by().annotate(person=person).values("person"))


def statements(person: Person) -> QuerySet[Consent]:
    """All that a person said, newest first; of a contact what it said as a lead too."""
    own = Q(lead=person)
    if isinstance(person, Contact):
        own = Q(contact=person) | Q(lead__contact=person)
    rows: QuerySet[Consent] = Consent.objects.filter(own, project=person.project_id)
    return rows.select_related("recorded_by").order_by("-at", "-created_at")


def newest_of(person: Person, purpose: str) -> Consent | None:
    """The newest statement of a person for a purpose."""
    return _newest(person, purpose).get(purpose)


def _newest(person: Person, *only: str) -> dict[str, Consent]:
    rows = statements(person)
    found: dict[str, Consent] = {}
    for row in rows.filter(purpose__in=only) if only else rows:
        found.setdefault(row.purpose, row)
    return found


def _today() -> date:
    return timezone.now().date()


def _problem(listed: Suppression | None, newest: Consent | None) -> Message | None:
    if listed is not None:
        return msg(
            "On the suppression list since {day}: {reason}.",
            day=listed.created_at.date().isoformat(),
            reason=suppressing.REASONS[listed.reason],
        )
    if newest is None:
        return msg("Nothing is known of consent for this purpose.")
    if newest.decision == Consent.Decision.WITHDRAWN:
        return msg("Withdrawn on {day}.", day=newest.at.date().isoformat())
    if newest.expires_on is not None and newest.expires_on < _today():
        return msg("Ended on {day}.", day=newest.expires_on.isoformat())
    return None
