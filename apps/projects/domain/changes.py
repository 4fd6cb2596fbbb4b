"""Writing some fields of a locked row: what changed, and whether the reader had seen it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import models

from apps.projects.domain.errors import Stale

M = TypeVar("M", bound=models.Model)


def locked(row: M) -> M:
    """The row as it is now, held until the end of the transaction."""
    found: M = type(row)._default_manager.select_for_update().get(pk=row.pk)
    return found


def apply(row: Any, changes: Mapping[str, Any], seen: datetime | None = None) -> dict[str, Any]:
    """Set and save the fields that differ; returns {field: [before, after]} for the audit trail.

    ``row`` must be locked. ``seen`` is the ``updated_at`` that the reader's form was made from; a
    row that was saved after it raises :class:`Stale`, unless what they send is what is there.
    """
    before = {name: getattr(row, name) for name in changes}
    changed = [name for name in changes if before[name] != changes[name]]
    if not changed:
        return {}
    if seen is not None and row.updated_at != seen:
        raise Stale(row)
    for name in changed:
        setattr(row, name, changes[name])
    row.save(update_fields=[*changed, "updated_at"])
    return {name: [_plain(before[name]), _plain(changes[name])] for name in changed}


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, models.Model) else value
