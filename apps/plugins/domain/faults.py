"""Errors in plugins' code while the site runs, counted for the diagnostics page.

A page that fails on every visit must not write a row on every visit: each process adds up and
writes at most once in ``PAUSE`` seconds for each place.
"""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils import timezone

from apps.plugins.entries import PluginEntry, own_traceback
from apps.plugins.models import PluginFault

logger = logging.getLogger(__name__)
PAUSE = 5.0
Place = tuple[str, str, str]  # plugin, kind, name


@dataclass
class _Pending:
    count: int = 0
    error: str = ""
    version: str = ""
    written: float = float("-inf")  # time.monotonic() of the last row


_pending: dict[Place, _Pending] = {}
_lock = threading.Lock()


def record(entry: PluginEntry, kind: str, name: str, error: BaseException) -> None:
    """Count one error. The first of a place is written at once."""
    place = (entry.key, kind, name[:120])
    with _lock:
        pending = _pending.setdefault(place, _Pending())
        pending.count += 1
        pending.error, pending.version = own_traceback(error), entry.version[:40]
        due = time.monotonic() - pending.written >= PAUSE
    if due:
        _write(place)


def flush() -> None:
    """Write what this process has counted and not written yet."""
    with _lock:
        places = [place for place, pending in _pending.items() if pending.count]
    for place in places:
        _write(place)


def _write(place: Place) -> None:
    """Never raises: what is reported here is an error already."""
    if connection.needs_rollback:
        return  # inside a broken transaction; it stays counted
    with _lock:
        pending = _pending[place]
        count, error, version = pending.count, pending.error, pending.version
        pending.count, pending.written = 0, time.monotonic()
    try:
        with transaction.atomic():
            _add(place, count, error, version)
    except DatabaseError:
        logger.exception("a fault of plugin '%s' could not be stored", place[0])
        with _lock:
            _pending[place].count += count


def _add(place: Place, count: int, error: str, version: str) -> None:
    plugin, kind, name = place
    now = timezone.now()
    values: dict[str, Any] = {"error": error, "version": version, "last_at": now}
    row, made = PluginFault.objects.get_or_create(
        plugin=plugin, kind=kind, name=name, defaults={**values, "count": count}
    )
    if not made:
        PluginFault.objects.filter(pk=row.pk).update(
            count=F("count") + count, updated_at=now, **values
        )


def faults_by_plugin() -> dict[str, list[PluginFault]]:
    """Every fault by the plugin's key, the latest first."""
    flush()
    found: dict[str, list[PluginFault]] = {}
    for fault in PluginFault.objects.all():
        found.setdefault(fault.plugin, []).append(fault)
    return found


def forget(plugin: str) -> int:
    """An administrator has seen them; how many there were."""
    with _lock:
        for place in [place for place in _pending if place[0] == plugin]:
            del _pending[place]
    deleted, _by_model = PluginFault.objects.filter(plugin=plugin).delete()
    return deleted
