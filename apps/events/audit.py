"""Writes the audit trail. Registered as a recorder: it shares the transaction of the change."""

from __future__ import annotations

from apps.core.happenings import Happening
from apps.events.models import AuditEntry


def record(happening: Happening) -> None:
    """Store one happening. The labels are kept, so that a deleted subject stays readable."""
    subject = happening.subject
    AuditEntry.objects.create(
        kind=happening.kind,
        actor=happening.actor if getattr(happening.actor, "pk", None) else None,
        actor_label=str(happening.actor or "")[:254],
        project_id=happening.project_id,
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        subject_label=str(subject)[:254] if subject is not None else "",
        data=dict(happening.data),
    )
