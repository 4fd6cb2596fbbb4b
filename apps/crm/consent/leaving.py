"""A person takes consent back without anybody of the team: by the link in a mail."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from apps.core import means
from apps.core.happenings import report
from apps.crm.consent import facts, purposes
from apps.crm.consent.rules import newest_of
from apps.crm.models import Basis, Consent, Contact, Lead
from apps.projects.domain.changes import locked


@transaction.atomic
def withdraw(person: Contact | Lead, purpose: str, source: str) -> Consent | None:
    """Write down that a person withdrew, on their own word; None where the newest says so already.

    ``source`` says by what. Nobody is logged in: the caller has proof that the person was written
    to. Neither a role nor an open project is needed: it holds at once and always.
    """
    with means.using(replace(means.current(), address="")):  # who leaves is not to be traced
        purposes.check(person.project_id, purpose)
        held = locked(person)
        newest = newest_of(held, purpose)
        if newest is not None and newest.decision == Consent.Decision.WITHDRAWN:
            return None
        now = timezone.now()
        row: Consent = Consent.objects.create(
            project_id=held.project_id,
            **facts.of(held),
            purpose=purpose,
            decision=Consent.Decision.WITHDRAWN,
            basis=Basis.CONSENT,
            source=source,
            at=max(now, newest.at) if newest else now,
        )
        report(
            "crm.consent.withdrawn", project_id=row.project_id, subject=row,
            purpose=row.purpose, basis=row.basis,
        )  # fmt: skip
        return row
