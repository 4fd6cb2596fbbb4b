"""Recording what somebody said: a new row each time, so that what was said before stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import msg
from apps.crm.consent import purposes
from apps.crm.models import Basis, Consent, Contact, Lead
from apps.projects.access import membership_of, require
from apps.projects.domain.changes import locked
from apps.projects.domain.errors import Refused
from apps.projects.models import Role

FIRST = datetime(1990, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Statement:
    """What was said; ``at`` is now where it is None."""

    purpose: str
    decision: str
    basis: str = Basis.CONSENT
    source: str = ""
    evidence: str = ""
    at: datetime | None = None
    expires_on: date | None = None


@transaction.atomic
def record(person: Contact | Lead, actor: User, said: Statement) -> Consent:
    """Write down that a person agreed, or changed their mind (analyst).

    Raises :class:`Refused` for what cannot be so.
    """
    require(membership_of(actor, person.project_id), Role.ANALYST)
    held = locked(person)
    check(held.project_id, said)
    given = said.decision == Consent.Decision.GIVEN
    row: Consent = Consent.objects.create(
        project_id=held.project_id,
        **of(held),
        purpose=said.purpose,
        decision=said.decision,
        basis=said.basis if given else Basis.CONSENT,
        source=" ".join(said.source.split()),
        evidence=said.evidence.strip(),
        at=said.at or timezone.now(),
        expires_on=said.expires_on if given else None,
        recorded_by=actor,
    )
    report(
        f"crm.consent.{row.decision}", actor=actor, project_id=row.project_id, subject=row,
        purpose=row.purpose, basis=row.basis,
    )  # fmt: skip
    return row


def of(person: Contact | Lead) -> dict[str, Any]:
    """The column of a consent that names this person."""
    return {"contact" if isinstance(person, Contact) else "lead": person}


def check(project_id: Any, said: Statement) -> None:
    purposes.check(project_id, said.purpose)
    if said.decision not in Consent.Decision.values:
        raise Refused(msg("Consent is given or withdrawn."), field="decision")
    at = said.at or timezone.now()
    if not FIRST <= at <= timezone.now() + timedelta(days=1):
        raise Refused(msg("The moment must lie between 1990 and now."), field="at")
    if said.decision == Consent.Decision.WITHDRAWN:
        return
    if said.basis not in Basis.values or said.basis == Basis.NOT_NEEDED:
        raise Refused(
            msg("Choose one of the six lawful bases of GDPR Article 6(1)."), field="basis"
        )
    if not said.source.strip():
        raise Refused(
            msg("Say where this comes from: consent that cannot be shown does not count."),
            field="source",
        )
    if said.expires_on is not None and said.expires_on < at.date():
        raise Refused(msg("It would have ended before it was given."), field="expires_on")
