"""Which workers are there: each says so itself, and is believed for a limited time."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import psutil
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from apps.core.happenings import report
from apps.jobs.domain import gpu_figures
from apps.jobs.domain.devices import gpu_names, visible
from apps.jobs.domain.identity import alive, code_version, host_identity
from apps.jobs.models import JobAttempt, Worker
from lepton_site.memory import memory_bytes

FORGOTTEN_AFTER = timedelta(hours=1)


class Standing(StrEnum):
    """What is known of a worker now."""

    WORKING = "working"
    DRAINING = "draining"  # finishes what it has and takes nothing more
    DRAINED = "drained"
    SILENT = "silent"


@dataclass(frozen=True)
class Announcement:
    """What a worker knows of itself when it starts. ``name`` is Celery's, e.g. ``heavy@host``."""

    name: str
    queues: tuple[str, ...]
    slots: int


def announce(about: Announcement) -> Worker:
    """Say that this process is there; it takes over what an earlier one of its id left."""
    worker, _made = Worker.objects.update_or_create(
        host=host_identity(),
        pid=os.getpid(),
        defaults={
            "name": about.name,
            "queues": sorted(about.queues),
            "slots": about.slots,
            "cores": len(os.sched_getaffinity(0)),
            "memory_bytes": memory_bytes() or psutil.virtual_memory().total,
            "devices": _devices(about),
            "code_version": code_version(),
            "seen_at": timezone.now(),
            "draining": False,
        },
    )
    return worker


def beat(about: Announcement) -> bool:
    """Say it again; True if an administrator wants this worker empty."""
    mine = Worker.objects.filter(host=host_identity(), pid=os.getpid())
    devices = {"devices": _devices(about)} if "gpu" in about.queues else {}
    if not mine.update(seen_at=timezone.now(), **devices):
        announce(about)  # restored from a backup, or forgotten while the database was away
    _forget_the_gone()
    return bool(mine.values_list("draining", flat=True).first())


def _devices(about: Announcement) -> list[Any]:
    """Its GPUs with what their driver says of them now; only names where it says nothing."""
    if "gpu" not in about.queues:
        return []
    mine = [one for one in gpu_figures.read() if any(map(one.is_called, visible()))]
    return [one.as_json() for one in mine] or gpu_names()


def leave() -> None:
    """This process ends as it should."""
    Worker.objects.filter(host=host_identity(), pid=os.getpid()).delete()


def _forget_the_gone() -> None:
    """Rows of dead processes of this machine at once, others after a while."""
    Worker.objects.filter(seen_at__lt=timezone.now() - FORGOTTEN_AFTER).delete()
    for worker in Worker.objects.filter(host=host_identity()):
        if not alive(worker.pid):
            worker.delete()


def silent_since(now: datetime | None = None) -> datetime:
    """A worker that was last seen before this moment counts as silent."""
    patience = max(settings.JOB_LOST_AFTER_SECONDS, 3 * settings.JOB_HOUSEKEEPING_SECONDS)
    return (now or timezone.now()) - timedelta(seconds=patience)


def there(now: datetime | None = None) -> QuerySet[Worker]:
    """Workers that are not silent."""
    return Worker.objects.filter(seen_at__gte=silent_since(now))


def attempts_of(workers: Iterable[Worker]) -> dict[Any, list[JobAttempt]]:
    """Worker's key → what it runs now, with the jobs loaded, in one query."""
    known = {(worker.host, worker.pid): worker.pk for worker in workers}
    running: dict[Any, list[JobAttempt]] = {pk: [] for pk in known.values()}
    attempts = JobAttempt.objects.filter(
        outcome=JobAttempt.Outcome.OPEN, host__in={host for host, _pid in known}
    ).select_related("job", "job__project")
    for attempt in attempts:
        pk = known.get((attempt.host, attempt.worker_pid or 0))
        if pk is not None:
            running[pk].append(attempt)
    return running


def standing(worker: Worker, running: int, now: datetime | None = None) -> Standing:
    if worker.seen_at < silent_since(now):
        return Standing.SILENT
    if worker.draining:
        return Standing.DRAINING if running else Standing.DRAINED
    return Standing.WORKING


@transaction.atomic
def set_draining(worker: Worker, actor: Any, *, draining: bool) -> None:
    """Ask a worker to take nothing more, or to work again. It obeys at its next sign of life."""
    changed = Worker.objects.filter(pk=worker.pk, draining=not draining)
    if changed.update(draining=draining):
        kind = "jobs.worker.drained" if draining else "jobs.worker.resumed"
        report(kind, actor=actor, subject=worker, name=worker.name)
