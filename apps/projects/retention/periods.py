"""Setting the periods, and telling beforehand what they would delete."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import msg
from apps.projects.access import membership_of, require
from apps.projects.domain.changes import hold
from apps.projects.domain.errors import Refused
from apps.projects.models import Project, Retention, Role
from apps.projects.retention import kinds

GRACE = timedelta(hours=24)
MOST_DAYS = 36_500


def of(project: Project) -> dict[str, Retention]:
    """Key of a kind → its period; kinds that are kept for ever are left out."""
    return {row.kind: row for row in Retention.objects.filter(project=project)}


def overdue(project: Project, key: str, days: int, now: datetime | None = None) -> int:
    """How many rows a period of so many days would delete now."""
    kind = kinds.find(key)
    if kind is None:
        return 0
    moment = (now or timezone.now()) - timedelta(days=days)
    count: int = kind.overdue(project.pk, moment).count()
    return count


@transaction.atomic
def change(project: Project, wanted: Mapping[str, int | None], actor: User) -> bool:
    """Set periods in days, None for ever (owner); whether anything changed.

    A period that is new, or shorter than it was, deletes nothing in the first 24 hours. Raises
    :class:`Refused` that names the kind.
    """
    require(membership_of(actor, project.pk), Role.OWNER)
    for key, days in wanted.items():
        _check(key, days)
    hold(project.pk)
    rows = of(project)
    before = {key: rows[key].days if key in rows else None for key in wanted}
    changes = {key: [before[key], days] for key, days in wanted.items() if before[key] != days}
    for key, (_was, days) in changes.items():
        _write(project, rows.get(key), key, days)
    if changes:
        report(
            "projects.retention.changed", actor=actor, project_id=project.pk, subject=project,
            changes=changes,
        )  # fmt: skip
    return bool(changes)


def _check(key: str, days: int | None) -> None:
    if kinds.find(key) is None:
        raise Refused(msg("There is nothing called '{key}' to keep.", key=key[:60]), field=key)
    if days is not None and not 1 <= days <= MOST_DAYS:
        raise Refused(
            msg("Type a number of days from 1 to {most}, or nothing.", most=MOST_DAYS), field=key
        )


def _write(project: Project, row: Retention | None, key: str, days: int | None) -> None:
    if days is None:
        Retention.objects.filter(project=project, kind=key).delete()
        return
    begins = timezone.now() + GRACE
    if row is None:
        Retention.objects.create(project=project, kind=key, days=days, begins_at=begins)
        return
    if days < row.days:
        row.begins_at = begins
    row.days = days
    row.save()


def arriving(values: Mapping[str, Any]) -> dict[str, Any]:
    """A period of an archive: at the other site, too, nothing goes in the first 24 hours."""
    return {**values, "begins_at": (timezone.now() + GRACE).isoformat(), "deleted": 0}
