"""Approval of creatives: whoever handed one in does not decide; a change opens it again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import msg
from apps.projects.access import membership_of, require
from apps.projects.domain.changes import locked
from apps.projects.domain.errors import Refused, Stale
from apps.projects.models import Role
from apps.promotion.models import Creative

State = Creative.State
# What customers see, and where the claims are looked at.
SHOWN = ("language", "headline", "body", "landing_url", "campaign_id")


def reopen_if_changed(row: Creative) -> None:
    """What customers see is not what was approved any more: it is a draft again."""
    if row._state.adding:
        row.state = State.DRAFT
        return
    was = Creative.objects.filter(pk=row.pk).values(*SHOWN).first()
    if was and any(was[name] != getattr(row, name) for name in SHOWN):
        row.state, row.decision_note = State.DRAFT, ""


@transaction.atomic
def submit(row: Creative, actor: User) -> Creative:
    """Ask for approval (analyst)."""
    require(membership_of(actor, row.project_id), Role.ANALYST)
    held = locked(row)
    if held.state not in {State.DRAFT, State.REFUSED}:
        raise Refused(msg("This was handed in already."))
    return _moved(held, actor, State.SUBMITTED, submitted_by=actor, decision_note="")


@transaction.atomic
def decide(
    row: Creative, actor: User, *, approve: bool, reason: str = "", seen: datetime | None = None
) -> Creative:
    """Approve or refuse (editor, and not who handed it in). A refusal needs a reason. What changed
    after ``seen`` was read is :class:`Stale`: nobody approves a text that they have not seen.
    """
    require(membership_of(actor, row.project_id), Role.EDITOR)
    held = locked(row)
    if seen is not None and held.updated_at != seen:
        raise Stale(held)
    if held.state != State.SUBMITTED:
        raise Refused(msg("Only what was handed in can be decided on."))
    if held.submitted_by_id == actor.pk:
        raise Refused(msg("You handed this in yourself. Somebody else decides on it."))
    reason = " ".join(reason.split())
    if not approve and not reason:
        raise Refused(msg("Say why, so that it can be put right."), field="reason")
    state = State.APPROVED if approve else State.REFUSED
    decided = {"decided_by": actor, "decided_at": timezone.now(), "decision_note": reason[:500]}
    return _moved(held, actor, state, **decided)


def _moved(row: Creative, actor: User, state: str, **values: Any) -> Creative:
    before = row.state
    row.state = state
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    changes = {"state": [before, state]}
    if row.decision_note:
        changes["decision_note"] = ["", row.decision_note]
    kind = f"promotion.creative.{VERBS[state]}"
    report(kind, actor=actor, project_id=row.project_id, subject=row, changes=changes)
    return row


VERBS: dict[str, str] = {
    State.SUBMITTED: "submitted",
    State.APPROVED: "approved",
    State.REFUSED: "refused",
}
