"""What is kept for how long."""

from __future__ import annotations

import shutil
import time
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from apps.jobs.domain import artifacts
from apps.jobs.domain.kinds import system_keys
from apps.jobs.models import FINAL_STATES, Job, JobLog, JobMetric, Task

BATCH = 200
FOLDER_DAYS = 2


def prune(now: datetime | None = None) -> dict[str, int]:
    """Delete old log lines and curves, finished system and predict jobs, forgotten folders."""
    now = now or timezone.now()
    return {
        "lines": _lines(now - timedelta(days=settings.JOB_LOG_DAYS)),
        "jobs": _short_lived(now - timedelta(days=settings.JOB_SYSTEM_DAYS)),
        "folders": _folders(),
    }


def _lines(before: datetime) -> int:
    """Results, artefacts and provenance stay; only the log and the curves go."""
    old = Job.objects.filter(state__in=FINAL_STATES, finished_at__lt=before).values("pk")
    removed = JobLog.objects.filter(job__in=old).delete()[0]
    return removed + JobMetric.objects.filter(job__in=old).delete()[0]


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


def _folders() -> int:
    """Working folders of jobs that are over or gone, and cached copies that nobody reads."""
    count = 0
    for base, pattern in (("jobs", "*"), ("artifacts", "*")):
        root = Path(settings.WORK_DIR) / base
        for folder in root.glob(pattern):
            if folder.is_dir() and _is_stale(folder, check_job=base == "jobs"):
                shutil.rmtree(folder, ignore_errors=True)
                count += 1
    return count


def _is_stale(folder: Path, *, check_job: bool) -> bool:
    if time.time() - folder.stat().st_mtime < FOLDER_DAYS * 86_400:
        return False
    if not check_job:
        return True
    open_job = Job.objects.filter(pk=folder.name).exclude(state__in=FINAL_STATES)
    return not open_job.exists()
