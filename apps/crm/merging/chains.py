"""Merges behind one another: A became B, and B became C."""

from __future__ import annotations

from typing import Any

from apps.crm.models import Merge


def behind(project_id: Any, kind: str, pk: Any) -> list[Merge]:
    """All merges that are not undone and whose record is now part of this one."""
    found: list[Merge] = []
    winners = [pk]
    while winners:
        rows = Merge.objects.filter(
            project=project_id, kind=kind, winner__in=winners, undone_at=None
        )
        part = [row for row in rows if row not in found]
        found += part
        winners = [row.loser for row in part]
    return found
