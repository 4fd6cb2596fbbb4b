"""What a person said, when they ask to be forgotten (``crm.domain.erasure``)."""

from __future__ import annotations

from typing import Any

from apps.accounts.models import User
from apps.core.messages import Message, msgn
from apps.crm.models import Contact, Lead
from apps.events.domain import redaction
from apps.feedback.records import editing
from apps.feedback.records.models import FeedbackRecord

REASON = "the person asked to be forgotten"


def erase(project_id: Any, person: Contact | Lead, actor: User) -> list[Message]:
    """Delete the records of this person, whatever they came by, and their values in the trail."""
    if not isinstance(person, Contact):
        return []
    rows = list(FeedbackRecord.objects.filter(project_id=project_id, contact=person))
    for row in rows:
        gone = FeedbackRecord(pk=row.pk, project_id=project_id)
        editing.delete(row, actor)
        redaction.forget(gone, actor=actor, reason=REASON)
    if not rows:
        return []
    return [msgn("{count} feedback record was erased.", "{count} feedback records were erased.",
                 len(rows))]  # fmt: skip
