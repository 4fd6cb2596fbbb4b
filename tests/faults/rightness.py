"""What must hold of every job when the dust has settled, whatever was done to it."""

from __future__ import annotations

import fcntl
import hashlib
import os
from datetime import timedelta
from pathlib import Path

import psutil
from django.conf import settings
from django.utils import timezone

from apps.events.models import AuditEntry, Notice
from apps.jobs.domain import prune
from apps.jobs.models import FINAL_STATES, Job, JobAttempt, State, Task
from tests.faults.reading import until

LOST = JobAttempt.Outcome.LOST
PLANNED = JobAttempt.Outcome.PLANNED


def assert_all_right(project, site, seconds=60.0):
    """Every job of the project ends, in exactly one right state, and leaves nothing behind."""
    jobs = Job.objects.filter(project=project)
    try:
        until(lambda: all(job.is_settled for job in jobs.all()), seconds)
    except AssertionError:
        stuck = [(str(job.pk), job.state, job.attempt) for job in jobs.all() if not job.is_settled]
        raise AssertionError(f"not settled: {stuck}") from None
    for job in jobs.all():
        assert_right(job)
    assert_nothing_runs(jobs)
    assert_nothing_is_left(jobs)


def last_words(site) -> str:
    return "\n".join(
        f"── {worker.log.name}\n{worker.log.read_text(errors='replace')[-12_000:]}"
        for worker in site.workers
    )


def assert_right(job):
    """One final state, told once, by the one attempt that may."""
    about = f"job {job.pk} ({job.params}): {job.state}, attempt {job.attempt}"
    assert job.state in FINAL_STATES, about
    assert job.finished_at, about
    assert job.handled_at, about
    _assert_attempts(job, about)
    _assert_told_once(job, about)
    answers = job.state == State.SUCCEEDED and job.task != Task.PART
    assert bool(job.result) == answers, about
    _assert_parts(job, about)
    assert bool(job.reason or job.refusal) == (job.state != State.SUCCEEDED), about
    _assert_artifacts(job, about)
    seqs = list(job.log_lines.values_list("seq", flat=True))
    seqs += list(job.metrics.values_list("seq", flat=True))
    assert len(seqs) == len(set(seqs)), about


def _assert_attempts(job, about):
    attempts = list(job.attempts.order_by("number"))
    about = f"{about}, {[(one.number, one.outcome, one.reason) for one in attempts]}"
    assert [one.number for one in attempts] == list(range(1, job.attempt + 1)), about
    planned = [one.number for one in attempts if one.outcome == PLANNED]
    assert not planned or job.parts_total, about
    assert job.attempt - max(planned, default=0) <= settings.JOB_MAX_ATTEMPTS, about
    before = [one for one in attempts[:-1] if one.number not in planned]
    assert all(one.outcome == LOST and one.finished_at for one in before), about
    if not attempts:
        assert job.state == State.CANCELLED, about
        return
    last = attempts[-1]
    given_up = job.state == State.ERRORED and job.attempt == settings.JOB_MAX_ATTEMPTS
    if last.outcome == LOST:
        assert given_up or job.state == State.CANCELLED, about
    else:
        assert last.outcome == job.state, about


def _assert_parts(job, about):
    """One job for each number, whatever was lost; none goes on without its run."""
    parts = list(Job.objects.filter(parent=job).order_by("part_number"))
    assert [part.part_number for part in parts] == list(range(1, (job.parts_total or 0) + 1)), about
    assert all(part.state in FINAL_STATES for part in parts), about
    if job.state == State.SUCCEEDED:
        assert all(part.state == State.SUCCEEDED for part in parts), about


def _assert_told_once(job, about):
    if job.parent_id is not None:
        assert not AuditEntry.objects.filter(subject_id=str(job.pk)).exists(), about
        assert not Notice.objects.filter(url__contains=str(job.pk)).exists(), about
        return
    ended_in_queue = job.state == State.CANCELLED and job.finished_at == job.cancel_requested_at
    told = AuditEntry.objects.filter(kind="jobs.job.finished", subject_id=str(job.pk))
    assert told.count() == (0 if ended_in_queue else 1), about
    notices = Notice.objects.filter(url__contains=str(job.pk)).count()
    assert notices == (0 if job.state == State.CANCELLED else 1), about


def _assert_artifacts(job, about):
    """Whole files, of the last attempt alone, and only if the job succeeded."""
    listed = {Path(row.file.path): row for row in job.artifacts.all()}
    assert not listed or job.state == State.SUCCEEDED, about
    root = Path(settings.MEDIA_ROOT) / "jobs" / str(job.pk)
    stored = {path for path in root.rglob("*") if path.is_file()}
    assert stored == set(listed), f"{about}: {stored ^ set(listed)}"
    for path, row in listed.items():
        assert path.relative_to(root).parts[0] == str(job.attempt), about
        assert hashlib.sha256(path.read_bytes()).hexdigest() == row.sha256, about


def assert_nothing_runs(jobs):
    """No process of these jobs, and nobody holds the GPU."""
    attempts = JobAttempt.objects.filter(job__in=jobs).order_by("number")
    known = attempts.values_list("child_pid", "finished_at")
    ends = {pid: finished or timezone.now() for pid, finished in known}
    folders = [str(Path(settings.WORK_DIR) / "jobs" / str(job.pk)) for job in jobs]
    until(lambda: not _at_work(ends, folders), 5)
    for lock in (Path(settings.WORK_DIR) / "jobs").glob("gpu-*.lock"):
        descriptor = os.open(lock, os.O_RDWR)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        finally:
            os.close(descriptor)


def _at_work(ends, folders):
    """Processes that sit in a job's folder, or belong to the group of one of its children (``ends``
    by pid: a process that is younger has only got the number of one that is gone). An idle warm
    child sits in the folder of its last job, which is gone.
    """
    found = []
    for process in psutil.process_iter():
        try:
            place, group, born = process.cwd(), os.getpgid(process.pid), process.create_time()
            if process.status() == psutil.STATUS_ZOMBIE:
                continue
        except (psutil.Error, ProcessLookupError, FileNotFoundError):
            continue
        inside = Path(place).exists() and any(place.startswith(folder) for folder in folders)
        end = ends.get(group) if process.pid != group else None
        if inside or (end and born <= end.timestamp()):
            found.append(process)
    return found


def assert_nothing_is_left(jobs):
    """Working folders are gone; what a killed worker could not remove goes with the pruning."""
    prune.prune(timezone.now() + timedelta(hours=2))
    root = Path(settings.WORK_DIR) / "jobs"
    left = [job.pk for job in jobs if (root / str(job.pk)).exists()]
    assert not left
