"""Holding rows, in one order, and writing some fields of a held row: what changed, and whether the
reader had seen it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db import models
from django.shortcuts import get_object_or_404

from apps.core.happenings import plain
from apps.projects.domain.errors import Stale
from apps.projects.models import Project
from apps.projects.synced import SyncedModel, take_turn

M = TypeVar("M", bound=models.Model)


def hold(project_id: Any) -> Project:
    """The project as it is now, held until the end of the transaction; 404 if it is gone.

    Whoever holds more than one row of a project holds the project first, then its clock (see
    ``apps.projects.synced``): with this one order no two actions wait for each other. Rows that
    merely refer to it can still be written.
    """
    held = Project.objects.select_for_update(no_key=True)
    return get_object_or_404(held, pk=project_id)


def locked(row: M) -> M:
    """The row as it is now, held until the end of the transaction."""
    if isinstance(row, SyncedModel):
        take_turn(row.project_id)
    found: M = type(row)._default_manager.select_for_update(no_key=True).get(pk=row.pk)
    return found


def held_for_deletion(row: M) -> M:
    """As :func:`locked`, but nobody can write a row that refers to it either: whoever did so is
    waited for, so that what is deleted with it is all there is.
    """
    held = locked(row)
    found: M = type(row)._default_manager.select_for_update().get(pk=held.pk)
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
    return {name: [plain(before[name]), plain(changes[name])] for name in changed}
