"""The one door into the audit trail: what names a person is taken out, and that is audited itself.

The law may ask for it (erasure of a person's data). Nothing is deleted: who did it becomes another
label, while what happened, when and in which project stays. The database lets it through only while
the door stands open (see :mod:`apps.events.guard`).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from apps.core.happenings import report
from apps.events import guard
from apps.events.models import AuditDoor, AuditEntry, AuditQuerySet


@transaction.atomic
def redact(rows: AuditQuerySet, values: Mapping[str, Any], *, actor: Any, reason: str) -> int:
    """Write ``values`` (column → what stands there instead) over all of ``rows``; how many.

    ``reason`` says why, for the trail: it must not hold what is taken out.
    Raises ``ValueError`` for a column that is not personal, or without a reason.
    """
    if not reason.strip():
        raise ValueError("a redaction needs a reason")
    if not values or not values.keys() <= guard.PERSONAL - {"updated_at"}:
        raise ValueError(f"only {', '.join(sorted(guard.PERSONAL))} can be redacted")
    chosen = AuditEntry.objects.filter(pk__in=rows.order_by().values("pk"))
    with _door():
        # The queryset's own update refuses; this is what it refuses for everybody else.
        count = QuerySet.update(chosen, updated_at=timezone.now(), **values)
    report(
        "events.auditentry.redacted",
        actor=actor,
        entries=count,
        columns=sorted(values),
        reason=reason,
    )
    return count


@transaction.atomic
def forget(subject: Model, *, actor: Any, reason: str) -> int:
    """Take its name and its values out of every entry on ``subject``; how many there are.

    Which members were changed stays, their values do not. ``subject`` may be deleted already, with
    its key still set; nothing of it is in the entry that tells of this.
    """
    kind, key = subject._meta.label_lower, str(subject.pk)
    project: UUID | None = getattr(subject, "project_id", None)
    rows = AuditEntry.objects.filter(project=project, subject_type=kind, subject_id=key)
    count = 0
    with _door():
        for pk, data in rows.order_by().values_list("pk", "data"):
            values = {"subject_label": key[:8], "data": _without_values(data)}
            one = AuditEntry.objects.filter(pk=pk)
            count += QuerySet.update(one, updated_at=timezone.now(), **values)
    report(
        "events.auditentry.redacted",
        actor=actor,
        project_id=project,
        entries=count,
        columns=["data", "subject_label"],
        reason=reason,
    )
    return count


def _without_values(data: Mapping[str, Any]) -> dict[str, Any]:
    changes = data.get("changes")
    return {"changes": {name: [None, None] for name in changes}} if changes else {}


@contextmanager
def _door() -> Iterator[None]:
    row = AuditDoor.objects.create(nothing_id=uuid.uuid4())
    yield
    row.delete()
