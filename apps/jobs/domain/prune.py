"""What is kept for how long."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from apps.core.registry import Registry
from apps.jobs.domain import artifacts, keeping
from apps.jobs.domain.kinds import system_keys
from apps.jobs.models import FINAL_STATES, Job, JobLog, JobMetric, Task

BATCH = 200
# What rooms above keep for a time: each deletes what is past it and says how much that was.
others: Registry[Callable[[datetime], int]] = Registry("keeper of rows for a time")
LINES = 5_000  # log lines or points of curves in one statement
CACHE_SECONDS = 2 * 86_400.0  # since a cached copy was last used
OVER_SECONDS = 3600.0  # since a job ended whose worker did not live to tidy up


def prune(now: datetime | None = None) -> dict[str, int]:
    """Delete old log lines and curves, finished system and predict jobs, runs past their
    time, forgotten folders."""
    now = now or timezone.now()
    return {
        "lines": _lines(now - timedelta(days=settings.JOB_LOG_DAYS)),
        "jobs": _short_lived(now - timedelta(days=settings.JOB_SYSTEM_DAYS)),
        "runs": _runs(now),
        "folders": _folders(now),
        **{name: forget(now) for name, forget in zip(others.keys(), others, strict=True)},
    }


def _lines(before: datetime) -> int:
    """Results, artefacts and provenance stay; only the log and the curves go.

    In steps: one statement over millions of lines would hold every writer of SQLite up.
    """
    old = Job.objects.filter(state__in=FINAL_STATES, finished_at__lt=before).values("pk")
    return _in_steps(JobLog, old) + _in_steps(JobMetric, old)


def _in_steps(model: type[JobLog | JobMetric], jobs: QuerySet[Any]) -> int:
    count = last = 0
    rows = model.objects.filter(job__in=jobs).order_by("pk")
    while step := list(rows.filter(pk__gt=last).values_list("pk", flat=True)[:LINES]):
        count += rows.filter(pk__gt=last, pk__lte=step[-1]).order_by().delete()[0]
        last = step[-1]
    return count


def _short_lived(before: datetime) -> int:
    """In steps, so that no lock is held for long."""
    count = 0
    old = Job.objects.filter(state__in=FINAL_STATES, finished_at__lt=before).filter(
        Q(engine_key__in=system_keys()) | Q(task=Task.PREDICT)
    )
    while batch := list(old[:BATCH]):
        for job in batch:
            artifacts.remove(job)
        Job.objects.filter(pk__in=[job.pk for job in batch]).delete()
        count += len(batch)
    return count


def _runs(now: datetime) -> int:
    days = int(settings.JOB_KEEP_DAYS)
    return keeping.forget(now - timedelta(days=days)) if days else 0


def _folders(now: datetime) -> int:
    """Working folders of jobs that are over or gone, and cached copies that nobody reads.

    Providers of inputs keep their copies of files in remote storage under 'inputs'.
    """
    root = Path(settings.WORK_DIR)
    aside = root / "removed"
    aside.mkdir(parents=True, exist_ok=True)
    count = sum(_put_aside(path, aside) for path in _stale(root, now))
    for path in aside.iterdir():  # what a killed prune has left there too
        _remove(path)
    return count


def _stale(root: Path, now: datetime) -> Iterator[Path]:
    """Each is looked at when its turn comes: it may have been used while others were removed."""
    for path in list(root.glob("jobs/*")):
        if path.is_dir() and _is_over(path, now):
            yield path
    for base in ("artifacts", "inputs"):
        for path in list((root / base).glob("*")):
            if _age(path, now) > CACHE_SECONDS:
                yield path


def _put_aside(path: Path, aside: Path) -> bool:
    """Out of everybody's way at once: removing takes a while, and half a copy is handed to nobody.
    False if another worker was quicker, or it may not be moved.
    """
    try:
        path.replace(aside / uuid4().hex)
    except OSError:
        return False
    return True


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _age(path: Path, now: datetime) -> float:
    """Seconds since the last use; none if another worker was quicker to remove it."""
    try:
        return now.timestamp() - path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _is_over(folder: Path, now: datetime) -> bool:
    """Nothing of it will be needed: an open job's next attempt looks here for a checkpoint."""
    if _age(folder, now) < OVER_SECONDS:
        return False
    recent = Q(finished_at__gte=now - timedelta(seconds=OVER_SECONDS))
    return not Job.objects.filter(~Q(state__in=FINAL_STATES) | recent, pk=folder.name).exists()
