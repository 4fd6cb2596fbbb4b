"""What the supervisor does when something around it fails: database, disk, storage, neighbours."""

from __future__ import annotations

import errno
import threading
from datetime import timedelta

import pytest
from django.db import DataError, OperationalError, connection
from django.utils import timezone
from psycopg.errors import DeadlockDetected

from apps.jobs import finishing
from apps.jobs.domain import artifacts, folders, reap, transitions
from apps.jobs.inputs import providers
from apps.jobs.models import Job, JobAttempt, JobLog, JobMetric, State
from apps.jobs.supervisor import drain, gpus
from apps.jobs.supervisor import supervise as supervising
from apps.jobs.supervisor.heart import Heart
from apps.jobs.supervisor.recorder import Recorder
from apps.jobs.supervisor.supervise import supervise
from tests.factories.jobs import JobFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]


@pytest.fixture(autouse=True)
def _no_broker(monkeypatch, job_dirs):
    monkeypatch.setattr("apps.jobs.domain.dispatch.send", lambda job: True)
    monkeypatch.setattr("apps.jobs.domain.reap.send", lambda job: True)


def failing_once(monkeypatch, owner, name, error, after=0):
    """The call number ``after`` of ``owner.name`` does its work and then fails; returns calls."""
    work, calls = getattr(owner, name), []

    def fail(*args, **kwargs):
        done = work(*args, **kwargs)
        calls.append(args)
        if len(calls) == after + 1:
            raise error
        return done

    monkeypatch.setattr(owner, name, fail)
    return calls


def test_a_database_that_fails_at_the_end_loses_no_line_and_no_point(ask, monkeypatch):
    job = ask("toy.sum", count=30)
    before = failing_once(monkeypatch, Recorder, "write_rows", OperationalError("gone away"))
    supervise(job.pk)
    job.refresh_from_db()
    assert job.state == State.SUCCEEDED
    assert len(before) > 1
    assert job.log_lines.filter(text="added up").count() == 1
    assert list(job.metrics.order_by("step").values_list("step", flat=True)) == list(range(30))
    assert (job.progress_done, job.progress_total) == (30, 30)


def test_a_database_that_fails_while_a_run_talks_loses_nothing(ask, monkeypatch, settings):
    settings.JOB_METRIC_POINTS = 16
    job = ask(act="steps", count=60, seconds=0.03)
    calls = failing_once(monkeypatch, Recorder, "write_rows", OperationalError("gone away"), 1)
    supervise(job.pk)
    job.refresh_from_db()
    assert job.state == State.SUCCEEDED
    assert len(calls) > 3
    seqs = list(JobLog.objects.filter(job=job).values_list("seq", flat=True))
    assert len(seqs) == len(set(seqs))
    assert (job.progress_done, job.progress_total) == (60, 60)


def test_what_is_written_again_takes_no_other_rows_number(project, monkeypatch):
    """The numbers of rows that were rolled back are given to whoever writes next."""
    job, attempt = transitions.claim(JobFactory(project=project).pk, host="here:1", pid=1)
    recorder = Recorder(job, attempt)
    recorder.line("mine")
    recorder.take({"kind": "metric", "name": "loss", "step": 1, "value": 1.0})
    calls = failing_once(monkeypatch, Recorder, "write_rows", OperationalError("locked"))
    with pytest.raises(OperationalError):
        recorder.flush()
    other = JobFactory(project=project)
    JobLog.objects.create(job=other, attempt=1, seq=1, at=timezone.now(), text="theirs")
    JobMetric.objects.create(job=other, attempt=1, seq=1, name="loss", step=1, value=2.0)
    assert recorder.flush()
    assert len(calls) == 2
    assert [line.text for line in job.log_lines.all()] == ["mine"]
    assert [line.text for line in other.log_lines.all()] == ["theirs"]
    assert [point.value for point in other.metrics.all()] == [2.0]


def test_a_halving_waits_for_the_next_point_and_is_not_forgotten(project, settings):
    settings.JOB_METRIC_POINTS = 8
    job, attempt = transitions.claim(JobFactory(project=project).pk, host="here:1", pid=1)
    recorder = Recorder(job, attempt)
    for steps in (range(7), [7], [8]):  # the eighth is left out: nothing but the halving is due
        for step in steps:
            recorder.take({"kind": "metric", "name": "loss", "step": step, "value": 1.0})
        recorder.line(f"at {steps}")
        assert recorder.flush()
    stored = JobMetric.objects.filter(job=job).order_by("step").values_list("step", flat=True)
    assert list(stored) == [0, 2, 4, 6, 8]


def test_a_late_recorder_writes_nothing(project):
    job, attempt = transitions.claim(JobFactory(project=project).pk, host="here:1", pid=1)
    late = Recorder(job, attempt)
    late.line("too late")
    late.take({"kind": "progress", "done": 5, "total": 9, "t": 1.0})
    assert transitions.requeue(job, attempt, reap.LOST)
    second, _ = transitions.claim(job.pk, host="there:1", pid=2)
    assert late.flush() is False
    now = Job.objects.get(pk=job.pk)
    assert (now.attempt, now.progress_done, now.state) == (2, 0, State.STARTING)
    assert not now.log_lines.exists()
    assert second.attempt == 2


def test_files_of_a_run_that_was_given_away_meanwhile_are_not_kept(ask, monkeypatch, settings):
    job = ask(act="write", count=2)
    store, stored = artifacts.store, []

    def give_away(mine, files):
        stored.extend(store(mine, files))
        assert transitions.requeue(mine, mine.attempts.get(), reap.LOST)
        return stored

    monkeypatch.setattr(artifacts, "store", give_away)
    supervise(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result) == (State.QUEUED, None)
    assert len(stored) == 2
    assert not any(one.file.storage.exists(one.file.name) for one in stored)
    assert not job.artifacts.exists()


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "disk of the worker is full"), (errno.EACCES, "could not be started")],
)
def test_no_place_for_the_working_folder_is_said_at_once(ask, monkeypatch, number, words):
    def refuse(*_args):
        raise OSError(number, "no")

    monkeypatch.setattr(folders, "make_attempt_folder", refuse)
    job = ask(act="nothing")
    supervise(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempt) == (State.ERRORED, 1)
    assert words in job.reason["text"]
    assert "Traceback" in job.error
    assert job.is_settled


def test_a_follow_up_is_tried_again_when_the_database_was_away(ask):
    tries = []

    def follow(job):
        JobLog.objects.create(job=job, attempt=1, seq=9000 + len(tries), at=timezone.now())
        tries.append(job.pk)
        if len(tries) == 1:
            raise OperationalError("deadlock detected") from DeadlockDetected()

    finishing.on_finished("toy.sum", follow)
    try:
        job = ask("toy.sum")
        supervise(job.pk)
    finally:
        finishing.forget(follow)
    job.refresh_from_db()
    assert (job.state, len(tries)) == (State.SUCCEEDED, 2)
    assert job.log_lines.filter(seq__gte=9000).count() == 1


def test_stopped_workers_are_no_lost_ones(ask):
    job = ask(act="polite")
    for _ in range(4):  # as many new versions installed while it ran
        claimed, attempt = transitions.claim(job.pk, host="elsewhere:1", pid=1)
        assert transitions.requeue(claimed, attempt, supervising.WORKER_STOPPED)
    claimed, attempt = transitions.claim(job.pk, host="elsewhere:1", pid=1)
    long_ago = timezone.now() - timedelta(hours=1)
    JobAttempt.objects.filter(pk=attempt.pk).update(heartbeat_at=long_ago)
    assert reap.reap() == 1
    job.refresh_from_db()
    assert (job.state, job.attempt) == (State.QUEUED, 5)


def in_thread(job):
    def run():
        try:
            supervise(job.pk)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


@pytest.fixture
def quick_beats(settings):
    settings.JOB_HEARTBEAT_SECONDS = 0.05


def heartbeats(job, seconds, wanted=3):
    """Distinct heartbeats of the open attempt, looked at for at most ``seconds``."""
    seen, pause = set(), threading.Event()
    for _ in range(int(seconds / 0.05)):
        seen |= set(job.attempts.filter(outcome="open").values_list("heartbeat_at", flat=True))
        if len(seen) >= wanted:
            break
        pause.wait(0.05)
    return seen


def test_waiting_for_a_gpu_is_a_sign_of_life(ask, settings, quick_beats):
    settings.JOB_GPUS = 1
    job = ask("toy.gpu", act="nothing")
    with gpus.held("gpu", folders.job_folder(job.pk).parent, lambda: False) as taken:
        assert taken == "0"
        waiting = in_thread(job)
        assert len(heartbeats(job, 20)) >= 3
        job.refresh_from_db()
        assert job.state == State.STARTING
        reap.reap(timezone.now() + timedelta(seconds=settings.JOB_LOST_AFTER_SECONDS - 1))
    waiting.join(30)
    job.refresh_from_db()
    assert (job.state, job.attempt) == (State.SUCCEEDED, 1)


def test_waiting_for_a_gpu_is_no_part_of_the_time_limit(ask, settings):
    settings.JOB_GPUS = 1
    job = ask("toy.gpu", act="polite", seconds=0.2)
    Job.objects.filter(pk=job.pk).update(time_limit_seconds=3)
    with gpus.held("gpu", folders.job_folder(job.pk).parent, lambda: False):
        waiting = in_thread(job)
        waiting.join(3.5)
    waiting.join(30)
    job.refresh_from_db()
    assert job.state == State.SUCCEEDED


def test_short_jobs_that_follow_one_another_hold_up_nobodys_sign_of_life(ask, settings):
    settings.JOB_HEARTBEAT_SECONDS = 0.2
    long, short = (transitions.claim(ask().pk, host="here:1", pid=1)[1] for _ in range(2))
    own, born, pause = Heart(), long.heartbeat_at, threading.Event()
    with own.beating(long):
        for _ in range(30):  # one begins before the other's beat is due, again and again
            with own.beating(short):
                pause.wait(0.05)
    long.refresh_from_db()
    assert long.heartbeat_at > born


def test_what_the_database_refuses_ends_the_run_once_and_says_why(ask, monkeypatch):
    write = Recorder.write_rows

    def refuse(self):
        if self._curves:
            raise DataError("bigint out of range")
        write(self)

    monkeypatch.setattr(Recorder, "write_rows", refuse)
    job = ask("toy.sum", count=3)
    supervise(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempt) == (State.ERRORED, 1)
    assert "bigint out of range" in job.error


@pytest.mark.parametrize("slow", ["inputs", "results"])
def test_moving_large_files_is_a_sign_of_life(ask, monkeypatch, quick_beats, slow):
    go = threading.Event()
    owner, name = (supervising, "write_spec") if slow == "inputs" else (artifacts, "store")
    move = getattr(owner, name)

    def slowly(*args, **kwargs):
        assert go.wait(30)
        return move(*args, **kwargs)

    monkeypatch.setattr(owner, name, slowly)
    job = ask(act="write", count=1)
    thread = in_thread(job)
    try:
        assert len(heartbeats(job, 20, wanted=4)) >= 4
    finally:
        go.set()
        thread.join(30)
    job.refresh_from_db()
    assert (job.state, job.attempt) == (State.SUCCEEDED, 1)


def test_a_worker_goes_on_with_what_waits_until_it_is_told_to_end(ask, monkeypatch):
    first, second, third = (ask("toy.sum") for _ in range(3))
    other = JobFactory(project=first.project, queue="heavy")
    ran = []

    def run(job_id):
        ran.append(job_id)
        Job.objects.filter(pk=job_id).update(state=State.SUCCEEDED)
        if len(ran) == 2:
            supervising.shutting_down.set()

    monkeypatch.setattr(drain, "supervise", run)
    try:
        drain.run_and_drain(first.pk)
    finally:
        supervising.shutting_down.clear()
    assert ran == [first.pk, second.pk]
    drain.run_and_drain(third.pk)
    assert ran == [first.pk, second.pk, third.pk]
    assert Job.objects.get(pk=other.pk).state == State.QUEUED


def test_a_busy_database_ends_the_drain_and_not_the_worker(ask, monkeypatch):
    job = ask("toy.sum")

    def locked(queryset):
        raise OperationalError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr("django.db.models.query.QuerySet.first", locked)
        assert drain.next_queued(job.queue) is None
    assert drain.next_queued(job.queue) == job.pk


def test_an_input_that_nothing_provides_any_more(ask, monkeypatch):
    job = ask("toy.sum")
    Job.objects.filter(pk=job.pk).update(inputs={"data": {"kind": "poem", "id": "1"}})
    assert providers.get("poem") is None
    supervise(job.pk)
    job.refresh_from_db()
    assert job.state == State.ERRORED
    assert "not there any more" in job.reason["text"]
