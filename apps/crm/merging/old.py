"""Merges that nobody undoes any more: what was kept of them is personal, and goes. That one record
is part of another stays known, for when its person asks to be forgotten.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from apps.crm.models import DuplicateSearch, Merge
from apps.projects.synced import TOMBSTONE_DAYS


def prune(now: datetime | None = None) -> int:
    """Forget merges and searches that are older than tombstones are kept; of how many merges."""
    until = (now or timezone.now()) - timedelta(days=TOMBSTONE_DAYS)
    DuplicateSearch.objects.filter(created_at__lt=until).delete()
    late = Merge.objects.filter(created_at__lt=until).exclude(memory={})
    return int(late.update(memory={}, loser_name=""))
