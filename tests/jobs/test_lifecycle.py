"""Cancelling, losing, repeating: with the supervisor in a thread, as in a worker."""

from __future__ import annotations

import os
import signal
import threading
import time
from datetime import timedelta

import psutil
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.jobs.domain import dispatch, folders, prune, reap, transitions
from apps.jobs.domain.cancel import cancel
from apps.jobs.domain.identity import host_identity
from apps.jobs.domain.waiting import wait_for
from apps.jobs.models import Job, JobAttempt, JobLog, State
from apps.jobs.supervisor import supervise as supervising
from apps.jobs.supervisor.supervise import supervise
from tests.factories.jobs import JobAttemptFactory, JobFactory, JobLogFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]


@pytest.fixture(autouse=True)
def sent(monkeypatch, job_dirs):
    ids = []

    def send(job):
        ids.append(job.pk)
        return True

    monkeypatch.setattr("apps.jobs.domain.dispatch.send", send)
    monkeypatch.setattr("apps.jobs.domain.reap.send", send)
    return ids


@pytest.fixture
def work():
    """Supervise a job in a thread of its own, as a Celery worker does."""
    threads = []

    def run(job_id):
        try:
            supervise(job_id)
        finally:
            connection.close()

    def start(job, until=State.RUNNING):
        thread = threading.Thread(target=run, args=[job.pk])
        thread.start()
        threads.append(thread)
        deadline = time.monotonic() + 15
        while time.monotonic() < deadline:
            job.refresh_from_db()
            if job.state == until or job.is_final:
                return thread
            time.sleep(0.01)
        raise AssertionError(f"the job is {job.state}")

    yield start
    for thread in threads:
        thread.join(10)
        assert not thread.is_alive()


def child_of(job):
    """The process that runs the job."""
    folder = str(folders.attempt_folder(job.pk, job.attempt))
    for process in psutil.process_iter(["pid", "cmdline"]):
        if "apps.jobs.child" in " ".join(process.info["cmdline"] or []):
            try:
                if process.cwd().startswith(folder):
                    return process
            except psutil.Error:
                continue
    raise AssertionError("no child runs the job")


def gone(pid):
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


@pytest.mark.parametrize("act", ["polite", "native", "stubborn", "offspring"])
def test_a_running_job_is_cancelled_within_two_seconds(work, ask, analyst, act):
    job = ask(act=act)
    thread = work(job)
    child = child_of(job)
    family = [child, *child.children(recursive=True)]
    started = time.monotonic()
    assert cancel(job, analyst).state == State.CANCELLING
    while not all(gone(process.pid) for process in family) and time.monotonic() - started < 5:
        time.sleep(0.02)
    assert time.monotonic() - started < 2.0
    thread.join(5)
    job.refresh_from_db()
    assert (job.state, job.attempts.get().outcome) == (State.CANCELLED, "cancelled")


def test_cancel_reaches_a_supervisor_that_hears_no_bell(work, ask, analyst, monkeypatch):
    monkeypatch.setattr("apps.jobs.domain.folders.ring", lambda job_id: None)
    job = ask(act="polite")
    thread = work(job)
    started = time.monotonic()
    cancel(job, analyst)
    thread.join(5)
    assert time.monotonic() - started < 2.0
    assert Job.objects.get(pk=job.pk).state == State.CANCELLED


def test_cancel_of_a_job_that_is_queued_starting_or_over(work, ask, analyst, monkeypatch):
    queued = ask(act="polite")
    assert cancel(queued, analyst).state == State.CANCELLED
    assert supervise(queued.pk) is None
    claimed, attempt = transitions.claim(ask(act="polite").pk, host=host_identity(), pid=1)
    assert cancel(claimed, analyst).state == State.CANCELLING
    assert transitions.running(claimed) is False
    run = supervising.Supervision(claimed, attempt, supervising.get_pool())
    started = timezone.now()
    run.carry_out()
    claimed.refresh_from_db()
    assert (claimed.finished_at - started).total_seconds() < 2.0
    assert claimed.state == State.CANCELLED
    assert cancel(claimed, analyst).state == State.CANCELLED


def test_stop_and_save_keeps_what_there_is(work, ask, analyst):
    job = ask(act="steps", count=1000, seconds=0.05)
    thread = work(job)
    cancel(job, analyst, save=True)
    thread.join(5)
    job.refresh_from_db()
    assert (job.state, job.stop_and_save) == (State.SUCCEEDED, True)
    assert 0 < job.summary["done"] < 1000


@pytest.mark.parametrize("act", ["native", "polite"])
def test_the_time_limit(work, ask, act):
    job = ask(act=act)
    Job.objects.filter(pk=job.pk).update(time_limit_seconds=1)
    thread = work(job)
    thread.join(6)
    job.refresh_from_db()
    assert (job.state, job.attempts.get().outcome) == (State.TIMED_OUT, "timed_out")
    assert job.reason["values"] == {"limit": "1 s"}


def test_too_much_memory(work, ask, settings):
    settings.JOB_MEMORY_BYTES = 300 * 1024**2
    job = ask(act="hog")
    work(job).join(15)
    job.refresh_from_db()
    assert job.state == State.ERRORED
    assert "more memory than a job may" in job.reason["text"]
    assert job.attempts.get().peak_memory_bytes > settings.JOB_MEMORY_BYTES


def test_what_a_job_says_is_there_while_it_runs(work, ask, analyst, settings):
    settings.JOB_HEARTBEAT_SECONDS = 0.2
    job = ask(act="steps", count=1000, seconds=0.02)
    work(job)
    first = job.attempts.get().heartbeat_at
    deadline = time.monotonic() + 8
    while time.monotonic() < deadline and not (job.progress_done >= 10 and job.progress_rate):
        time.sleep(0.05)
        job.refresh_from_db()
    assert job.progress_done >= 10
    assert job.progress_total == 1000
    assert 10 < job.progress_rate < 60
    assert job.log_lines.filter(text="act steps").exists()
    assert job.attempts.get().heartbeat_at > first
    cancel(job, analyst)


def test_a_message_delivered_twice_runs_once(ask):
    job = ask(act="talk")
    claims = []
    barrier = threading.Barrier(4)

    def claim():
        barrier.wait()
        claims.append(transitions.claim(job.pk, host="h", pid=1))
        connection.close()

    threads = [threading.Thread(target=claim) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(claim is not None for claim in claims) == 1
    assert JobAttempt.objects.filter(job=job).count() == 1


def test_a_late_writer_is_fenced(work, ask):
    job = ask(act="steps", count=1000, seconds=0.02)
    thread = work(job)
    child = child_of(job)
    attempt = job.attempts.get()
    assert transitions.requeue(job, attempt, reap.LOST)
    second, _ = transitions.claim(job.pk, host="elsewhere", pid=1)
    thread.join(5)
    assert not thread.is_alive()
    assert gone(child.pid)
    job.refresh_from_db()
    assert (job.state, job.attempt) == (State.STARTING, 2)
    stale = Job.objects.get(pk=job.pk)
    stale.attempt = 1
    assert transitions.finish(stale, attempt, State.SUCCEEDED, result={}) is False
    assert transitions.update_open(stale, progress_done=1) is False
    assert transitions.running(stale) is False
    assert Job.objects.get(pk=job.pk).result is None
    assert second.attempt == 2


def lose(job, attempt):
    """As if the worker had vanished long ago."""
    long_ago = timezone.now() - timedelta(hours=1)
    JobAttempt.objects.filter(pk=attempt.pk).update(host="elsewhere:1", heartbeat_at=long_ago)


def test_lost_jobs_go_on_from_their_checkpoint(ask, sent):
    job, attempt = transitions.claim(
        ask(act="steps", count=6, seconds=0.001).pk, host="elsewhere:1", pid=1
    )
    folder = folders.make_attempt_folder(job.pk, 1)
    (folder / "checkpoints").mkdir()
    (folder / "checkpoints" / "step4").write_text("4")
    (folder / "checkpoint.json").write_text('{"path": "step4"}')
    assert reap.reap() == 0
    lose(job, attempt)
    sent.clear()
    assert reap.reap() == 1
    assert sent == [job.pk]
    job.refresh_from_db()
    assert (job.state, job.attempts.get().outcome) == (State.QUEUED, "lost")
    supervise(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempt) == (State.SUCCEEDED, 2)
    assert job.summary == {"done": 6, "first": 4}
    assert reap.reap() == 0


def test_a_job_is_not_tried_for_ever(ask, settings):
    job = ask(act="polite")
    for number in range(1, settings.JOB_MAX_ATTEMPTS + 1):
        claimed, attempt = transitions.claim(job.pk, host="elsewhere:1", pid=1)
        assert claimed.attempt == number
        lose(claimed, attempt)
        assert reap.reap() == 1
    job.refresh_from_db()
    assert (job.state, job.attempt) == (State.ERRORED, 3)
    assert "lost {count} times" in job.reason["text"]
    assert {one.outcome for one in job.attempts.all()} == {"lost"}
    assert job.is_settled


def test_a_lost_job_that_was_being_cancelled_is_cancelled(ask, analyst):
    job, attempt = transitions.claim(ask(act="polite").pk, host="elsewhere:1", pid=1)
    cancel(job, analyst)
    lose(job, attempt)
    reap.reap()
    job.refresh_from_db()
    assert job.state == State.CANCELLED


def test_a_dead_process_of_this_machine_is_seen_at_once(ask):
    process = psutil.Popen(["sleep", "0"])
    process.wait()
    job, _ = transitions.claim(ask(act="polite").pk, host=host_identity(), pid=process.pid)
    assert reap.reap() == 1
    job.refresh_from_db()
    assert job.state == State.QUEUED
    transitions.claim(job.pk, host=host_identity(), pid=os.getpid())
    assert reap.reap() == 0


def test_what_follows_from_a_job_happens_even_if_the_worker_died_in_between(project):
    ended = timezone.now() - timedelta(minutes=10)
    job = JobFactory(project=project, state=State.SUCCEEDED, handled_at=None, finished_at=ended)
    Job.objects.filter(pk=job.pk).update(updated_at=ended)
    reap.reap()
    job.refresh_from_db()
    assert job.is_settled


def test_a_stopping_worker_gives_its_jobs_back(work, ask):
    job = ask(act="steps", count=1000, seconds=0.02)
    thread = work(job)
    child = child_of(job)
    supervising.shutting_down.set()
    try:
        thread.join(5)
        assert supervise(job.pk) is None
    finally:
        supervising.shutting_down.clear()
    job.refresh_from_db()
    assert (job.state, job.sent_at) == (State.QUEUED, None)
    assert gone(child.pid)
    work(job)
    deadline = time.monotonic() + 5
    while job.progress_done < 5 and time.monotonic() < deadline:
        time.sleep(0.02)
        job.refresh_from_db()
    assert job.attempt == 2
    cancel(job, None)


def test_queued_jobs_are_rung_for_again_ever_more_rarely(project, sent, settings):
    now = timezone.now()
    unsent = JobFactory(project=project, sent_at=None)
    fresh = JobFactory(project=project, sent_at=now)
    old = JobFactory(project=project)
    JobFactory(project=project, state=State.RUNNING, sent_at=None)
    created = now - timedelta(minutes=3)
    Job.objects.filter(pk=old.pk).update(created_at=created, sent_at=created + timedelta(minutes=1))
    assert dispatch.dispatch(now) == 2
    assert set(sent) == {unsent.pk, old.pk}
    assert fresh.pk not in sent
    sent.clear()
    assert dispatch.dispatch(now + timedelta(seconds=31)) == 2  # unsent and fresh, not old
    assert set(sent) == {unsent.pk, fresh.pk}


@pytest.mark.thorough
def test_a_queue_of_many_who_were_just_rung_for_holds_up_no_other(project, monkeypatch):
    """Neither do those of the same queue: the oldest are not looked at again and again."""
    monkeypatch.setattr(dispatch, "send", lambda job: True)
    now = timezone.now()
    first = JobFactory.create_batch(
        dispatch.BATCH, project=project, queue="gpu", sent_at=now - timedelta(seconds=10)
    )
    later = [JobFactory(project=project, queue=q, sent_at=None) for q in ("gpu", "default")]
    Job.objects.filter(pk__in=[job.pk for job in first]).update(created_at=now - timedelta(hours=1))
    assert dispatch.dispatch(now) == 2
    assert {job.sent_at for job in Job.objects.filter(pk__in=[job.pk for job in later])} == {now}
    rung = now + timedelta(seconds=31)
    assert dispatch.dispatch(rung) == 2  # the gap of the old ones is ten minutes
    assert dispatch.dispatch(now + dispatch.LONGEST_GAP) == dispatch.BATCH + 1


def test_the_dispatcher_stops_at_a_dead_broker(project, monkeypatch):
    tried = []
    monkeypatch.setattr(dispatch, "send", lambda job: bool(tried.append(job.pk)))
    JobFactory.create_batch(3, project=project, sent_at=None)
    assert dispatch.dispatch() == 0
    assert len(tried) == 1


def test_waiting_for_a_job(work, ask):
    job = ask("toy.sum")
    work(job, until=State.SUCCEEDED)
    assert wait_for(job, 5).is_settled
    never = ask(act="polite")
    started = time.monotonic()
    assert wait_for(never, 0.2).state == State.QUEUED
    assert 0.2 <= time.monotonic() - started < 1


def test_old_things_are_forgotten_and_results_kept(project, settings):
    old = timezone.now() - timedelta(days=400)
    kept = JobFactory(project=project, state=State.SUCCEEDED, finished_at=old)
    JobLogFactory(job=kept)
    prediction = JobFactory(project=project, state=State.SUCCEEDED, finished_at=old, task="predict")
    recent = JobFactory(project=project, state=State.SUCCEEDED)
    JobLogFactory(job=recent)
    stale = folders.make_attempt_folder(kept.pk, 1).parent
    os.utime(stale, (0, 0))
    running = folders.make_attempt_folder(JobFactory(state=State.RUNNING).pk, 1).parent
    os.utime(running, (0, 0))
    done = prune.prune()
    assert done == {"lines": 1, "jobs": 1, "runs": 0, "folders": 1, "fetches": 0, "predictions": 0}
    assert Job.objects.filter(pk=kept.pk, result__isnull=False).exists()
    assert not Job.objects.filter(pk=prediction.pk).exists()
    assert JobLog.objects.filter(job=recent).exists()
    assert running.exists()
    assert not stale.exists()


def test_old_lines_go_in_bounded_steps(project, monkeypatch):
    old = timezone.now() - timedelta(days=400)
    jobs = [JobFactory(project=project, state=State.SUCCEEDED, finished_at=old) for _ in range(2)]
    recent = JobFactory(project=project, state=State.SUCCEEDED)
    for job in (jobs[0], recent, jobs[1]):
        JobLogFactory.create_batch(5, job=job)
    monkeypatch.setattr(prune, "LINES", 4)
    with CaptureQueriesContext(connection) as asked:
        assert prune.prune()["lines"] == 10
    steps = [query for query in asked if query["sql"].startswith('DELETE FROM "jobs_joblog"')]
    assert len(steps) == 3
    assert {line.job_id for line in JobLog.objects.all()} == {recent.pk}


def test_a_killed_child_is_said_to_be_killed(work, ask):
    job = ask(act="polite")
    thread = work(job)
    os.kill(child_of(job).pid, signal.SIGKILL)
    thread.join(5)
    job.refresh_from_db()
    assert job.state == State.ERRORED
    assert "memory ran out" in job.reason["text"]
    assert job.attempts.get().exit_code == -9


def test_lost_attempt_of_an_unknown_engine_row_is_closed_quietly(project):
    attempt = JobAttemptFactory(job=JobFactory(project=project, state=State.SUCCEEDED))
    lose(attempt.job, attempt)
    assert reap.reap() == 0
    attempt.refresh_from_db()
    assert attempt.outcome == "lost"
