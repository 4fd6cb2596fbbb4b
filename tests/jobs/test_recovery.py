"""What is done when the database, the storage or a worker fails at the worst moment."""

from __future__ import annotations

import errno
import os
import threading
import time
from datetime import timedelta
from pathlib import Path

import psutil
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import OperationalError, connection, connections
from django.utils import timezone

from apps.events.models import AuditEntry, Notice
from apps.jobs import finishing, housekeeping
from apps.jobs.child.disk import DISK_FULL, EXIT_FULL, is_full
from apps.jobs.domain import artifacts, folders, prune, reap, retrying, transitions
from apps.jobs.domain.identity import host_identity
from apps.jobs.models import Job, JobAttempt, JobLog, State
from apps.jobs.supervisor import supervise as supervising
from apps.jobs.supervisor.heart import heart
from apps.jobs.supervisor.recorder import Recorder
from apps.jobs.supervisor.supervise import supervise
from apps.jobs.supervisor.verdict import crash_reason
from tests.factories.jobs import JobFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]
LOST = JobAttempt.Outcome.LOST


@pytest.fixture(autouse=True)
def _private(job_dirs, monkeypatch):
    monkeypatch.setattr("apps.jobs.domain.dispatch.send", lambda job: True)
    monkeypatch.setattr("apps.jobs.domain.reap.send", lambda job: True)


@pytest.fixture
def claimed(ask):
    """A job that this process has taken, with its attempt."""
    return transitions.claim(ask(act="nothing").pk, host=host_identity(), pid=os.getpid())


def dead_pid():
    process = psutil.Popen(["sleep", "0"])
    process.wait()
    return process.pid


def answer_lost(action):
    """``action`` is committed, and the connection breaks before anybody hears of it."""
    calls = []

    def wrapped(*args, **known):
        answer = action(*args, **known)
        calls.append(answer)
        if len(calls) == 1:
            raise OperationalError("server closed the connection unexpectedly")
        return answer

    return wrapped


def test_a_claim_whose_answer_was_lost_is_found_again(ask, monkeypatch):
    monkeypatch.setattr(transitions, "claim", answer_lost(transitions.claim))
    job = ask("toy.sum", count=2)
    supervise(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempt) == (State.SUCCEEDED, 1)


def test_an_end_whose_answer_was_lost_keeps_its_artefacts(ask, monkeypatch):
    write = supervising.Supervision._write
    monkeypatch.setattr(supervising.Supervision, "_write", answer_lost(write))
    job = ask(act="write", count=2)
    supervise(job.pk)
    job.refresh_from_db()
    assert job.state == State.SUCCEEDED
    assert all(default_storage.exists(row.file.name) for row in job.artifacts.all())
    assert job.artifacts.count() == 2
    assert JobLog.objects.filter(job=job, text="act write").count() == 1
    assert Notice.objects.filter(url__contains=str(job.pk)).count() == 1


@pytest.mark.parametrize("committed", [True, False])
def test_lines_are_neither_lost_nor_doubled_by_a_broken_connection(claimed, monkeypatch, committed):
    job, attempt = claimed
    recorder = Recorder(job, attempt)
    recorder.line("first")
    recorder.take({"kind": "metric", "name": "loss", "step": 1, "value": 0.5})
    with monkeypatch.context() as patched:
        rows = recorder.write_rows

        def broken():
            if committed:
                rows()
                return
            raise OperationalError("gone")

        patched.setattr(recorder, "write_rows", broken)
        patched.setattr(recorder, "committed", lambda: None)  # nobody hears of the commit
        if committed:
            assert recorder.flush()
        else:
            with pytest.raises(OperationalError):
                recorder.flush()
    recorder.line("second")
    recorder.take({"kind": "metric", "name": "loss", "step": 2, "value": 0.25})
    assert recorder.flush()
    assert list(job.log_lines.values_list("text", flat=True)) == ["first", "second"]
    assert list(job.metrics.order_by("step").values_list("step", flat=True)) == [1, 2]


def test_a_database_that_stays_away_costs_an_attempt_and_no_job(ask, monkeypatch):
    monkeypatch.setattr(supervising, "LONG_PATIENCE_SECONDS", 0.0)
    write = supervising.Supervision._write

    def away(*args):
        raise OperationalError("could not connect to server")

    monkeypatch.setattr(supervising.Supervision, "_write", away)
    job = ask("toy.sum", count=2)
    supervise(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts.get().outcome) == (State.QUEUED, LOST)
    assert not default_storage.exists(f"jobs/{job.pk}/1/model/total.txt")
    monkeypatch.setattr(supervising.Supervision, "_write", write)
    supervise(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempt) == (State.SUCCEEDED, 2)


def test_a_database_that_is_away_when_a_run_asks_for_room_costs_nothing(ask, monkeypatch):
    why_none, tried = artifacts.room.why_none, []

    def away(want):
        tried.append(want.size)
        if len(tried) < 3:
            raise OperationalError("could not connect to server")
        return why_none(want)

    job = ask(act="write", count=2)
    monkeypatch.setattr(artifacts.room, "why_none", away)
    supervise(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempt, job.artifacts.count()) == (State.SUCCEEDED, 1, 2)
    assert len(tried) > 3  # and once more when the result was written


def test_a_run_goes_on_while_the_database_is_away(ask, monkeypatch):
    flush, tried = Recorder.flush, []

    def away(self):
        tried.append(1)
        if len(tried) < 3:
            raise OperationalError("could not connect to server")
        return flush(self)

    monkeypatch.setattr(Recorder, "flush", away)
    job = ask(act="show", count=40, seconds=0.05)
    supervise(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempt) == (State.SUCCEEDED, 1)
    assert len(tried) >= 3
    texts = list(job.log_lines.values_list("text", flat=True))
    assert texts == ["act show", *(f"step {n}" for n in range(40))]


def test_what_a_room_does_is_repeated_when_the_database_was_away(ask, monkeypatch):
    done = []

    def react(job):
        done.append(job.pk)
        if len(done) == 1:
            raise OperationalError("database is locked")

    monkeypatch.setattr(finishing, "is_away", lambda error: True)
    finishing.on_finished("toy.sum", react)
    try:
        job = ask("toy.sum", count=2)
        supervise(job.pk)
    finally:
        finishing.forget(react)
    job.refresh_from_db()
    assert (job.state, len(done)) == (State.SUCCEEDED, 2)
    assert job.is_settled


def test_a_connection_that_breaks_under_a_room_is_not_its_fault(ask):
    """A query fails, and Django connects again before anybody looks at the error."""
    if connection.vendor != "postgresql":
        pytest.skip("a file has no connection that could break")
    done = []

    def react(job):
        done.append(job.pk)
        if len(done) == 1:
            ours = connection.connection.info.backend_pid
            other = connections.create_connection("default")
            with other.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(%s)", [ours])
            other.close()
        assert Job.objects.filter(pk=job.pk).exists()

    finishing.on_finished("toy.sum", react)
    try:
        job = ask("toy.sum", count=2)
        supervise(job.pk)
    finally:
        finishing.forget(react)
    job.refresh_from_db()
    assert (job.state, len(done)) == (State.SUCCEEDED, 2)


def test_an_absent_database_is_told_from_a_wrong_query():
    assert retrying.is_away(OperationalError("database is locked"))
    with pytest.raises(Exception) as wrong, connection.cursor() as cursor:  # noqa: PT011
        cursor.execute("SELECT nothing FROM nowhere")
    assert not retrying.is_away(wrong.value)


def test_an_attempt_that_waits_shows_signs_of_life(claimed, settings):
    settings.JOB_HEARTBEAT_SECONDS = 0.1
    job, attempt = claimed
    long_ago = timezone.now() - timedelta(hours=1)
    JobAttempt.objects.filter(pk=attempt.pk).update(heartbeat_at=long_ago)

    def beaten():
        return job.attempts.get().heartbeat_at > long_ago

    deadline = time.monotonic() + 10
    with heart.beating(attempt):  # as while a GPU is waited for, or a large result is stored
        while not beaten() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert beaten()
        assert reap.reap() == 0
    time.sleep(0.3)
    last = job.attempts.get().heartbeat_at
    time.sleep(0.3)
    assert job.attempts.get().heartbeat_at == last


def test_everybody_may_show_a_heartbeat_after_the_database_was_away(claimed, monkeypatch):
    _, attempt = claimed
    long_ago = timezone.now() - timedelta(hours=1)
    JobAttempt.objects.filter(pk=attempt.pk).update(heartbeat_at=long_ago, host="elsewhere:1")
    lost_jobs = housekeeping.LostJobs()
    with monkeypatch.context() as patched:
        patched.setattr(reap, "_silent", lambda overdue: (_ for _ in ()).throw(OperationalError))
        with pytest.raises(OperationalError):
            lost_jobs()
    assert lost_jobs() == 0
    monkeypatch.setattr(lost_jobs, "_away_at", timezone.now() - timedelta(minutes=5))
    assert lost_jobs() == 1


def test_what_a_lost_attempt_had_stored_is_deleted(ask, analyst):
    job, _ = transitions.claim(ask(act="nothing").pk, host=host_identity(), pid=dead_pid())
    half = default_storage.save(f"jobs/{job.pk}/1/deep/down/part.bin", ContentFile(b"half"))
    folder = folders.make_attempt_folder(job.pk, 1)
    assert reap.reap() == 1
    assert not default_storage.exists(half)
    assert folder.exists()  # its checkpoints are needed
    for number in (2, 3):
        again, _ = transitions.claim(job.pk, host=host_identity(), pid=dead_pid())
        assert again.attempt == number
        assert reap.reap() == 1
    job.refresh_from_db()
    assert job.state == State.ERRORED
    assert not folder.parent.exists()
    told = AuditEntry.objects.filter(kind="jobs.job.finished", subject_id=str(job.pk))
    assert told.count() == 1


def test_what_follows_from_a_job_does_not_wait_when_its_worker_is_dead(project):
    now = timezone.now()
    job = JobFactory(project=project, state=State.SUCCEEDED, handled_at=None, finished_at=now)
    Job.objects.filter(pk=job.pk).update(updated_at=now)
    attempt = JobAttempt.objects.create(
        job=job, number=1, host=host_identity(), worker_pid=os.getpid(), outcome="succeeded"
    )
    reap.reap()
    job.refresh_from_db()
    assert not job.is_settled  # this process is at it, as far as anybody knows
    JobAttempt.objects.filter(pk=attempt.pk).update(worker_pid=dead_pid())
    reap.reap()
    job.refresh_from_db()
    assert job.is_settled


def test_a_cancel_that_comes_before_the_end_counts(ask, analyst, monkeypatch):
    store = supervising.artifacts.store
    stored = []

    def store_and_be_cancelled(job, files):
        stored.extend(store(job, files))
        Job.objects.filter(pk=job.pk).update(state=State.CANCELLING)
        return stored

    monkeypatch.setattr(supervising.artifacts, "store", store_and_be_cancelled)
    job = ask(act="write", count=2)
    supervise(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result, job.attempts.get().outcome) == ("cancelled", None, "cancelled")
    assert len(stored) == 2
    assert not any(default_storage.exists(row.file.name) for row in stored)


def test_a_stopping_worker_cancels_what_is_to_be_cancelled(ask, analyst):
    job, attempt = transitions.claim(ask(act="nothing").pk, host=host_identity(), pid=os.getpid())
    Job.objects.filter(pk=job.pk).update(state=State.CANCELLING)
    supervising.Supervision(job, attempt, supervising.get_pool()).give_back()
    job.refresh_from_db()
    assert (job.state, job.attempt) == (State.CANCELLED, 1)


def test_a_folder_goes_an_hour_after_its_job_and_a_lock_stays(project):
    now = timezone.now()
    over = JobFactory(project=project, state=State.SUCCEEDED, finished_at=now)
    waiting = JobFactory(project=project, attempt=1)
    kept = [folders.make_attempt_folder(job.pk, 1).parent for job in (over, waiting)]
    lock = kept[0].parent / "gpu-0.lock"
    lock.touch()
    os.utime(lock, (0, 0))
    assert prune.prune(now + timedelta(minutes=30))["folders"] == 0
    assert prune.prune(now + timedelta(minutes=90))["folders"] == 1
    assert [folder.exists() for folder in kept] == [False, True]
    assert lock.exists()


def test_a_full_disk_is_known_by_any_name(tmp_path, monkeypatch):
    full = OSError(errno.ENOSPC, "No space left on device")
    wrapped = RuntimeError("write failed")
    wrapped.__cause__ = full
    assert is_full(full)
    assert is_full(wrapped)
    assert not is_full(ValueError("no"), tmp_path)
    monkeypatch.setattr("apps.jobs.child.disk._left", lambda folder: 0)
    assert is_full(RuntimeError("PytorchStreamWriter failed writing file"), tmp_path)
    assert crash_reason(EXIT_FULL) == DISK_FULL


def test_a_folder_that_cannot_be_made_is_said(ask, monkeypatch):
    def full(self, *args, **known):
        raise OSError(errno.ENOSPC, "No space left on device")

    job = ask(act="nothing")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "mkdir", full)
        supervise(job.pk)
    job.refresh_from_db()
    assert (job.state, job.reason["text"]) == (State.ERRORED, DISK_FULL.text)


def test_waiting_for_the_database_ends_when_the_worker_must(monkeypatch):
    stop = threading.Event()

    def away():
        stop.set()
        raise OperationalError("gone")

    with pytest.raises(OperationalError):
        retrying.retrying(away, patience=600, give_up=stop.is_set)
