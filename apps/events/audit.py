"""Writes the audit trail. Registered as a recorder: it shares the transaction of the change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from apps.core import means
from apps.core.happenings import Happening
from apps.core.means import Means
from apps.events.models import AuditEntry
from apps.projects.models import Project


def record(happenings: Sequence[Happening]) -> None:
    """Store what happened. The labels are kept, so that what was deleted stays readable."""
    by, names = means.current(), _project_names(happenings)
    AuditEntry.objects.bulk_create([_entry(one, by, names) for one in happenings])


def _entry(happening: Happening, by: Means, names: dict[UUID, str]) -> AuditEntry:
    subject, project_id = happening.subject, _uuid(happening.project_id)
    return AuditEntry(
        kind=happening.kind,
        actor=happening.actor if getattr(happening.actor, "pk", None) else None,
        actor_label=str(happening.actor or "")[:254],
        project_id=project_id,
        project_label=names.get(project_id, "") if project_id else "",
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        subject_label=str(subject)[:254] if subject is not None else "",
        channel=by.channel,
        via_type=by.via_type,
        via_id=by.via_id,
        via_label=by.via_label[:254],
        address=by.address or None,
        request_id=by.request_id,
        data=dict(happening.data),
    )


def _project_names(happenings: Sequence[Happening]) -> dict[UUID, str]:
    """Id → name, from the subjects where they are projects themselves, else from the database."""
    subjects = [happening.subject for happening in happenings]
    names = {one.pk: one.name for one in subjects if isinstance(one, Project)}
    keys = {key for one in happenings if (key := _uuid(one.project_id))}
    if wanted := keys - names.keys():
        names.update(Project.objects.filter(pk__in=wanted).values_list("pk", "name"))
    return names


def _uuid(key: Any) -> UUID | None:
    return key if key is None or isinstance(key, UUID) else UUID(str(key))
