"""The worker is killed, stands still, or is told twice."""

from __future__ import annotations

import time

from apps.core.rendering import render
from apps.jobs.domain import dispatch
from apps.jobs.models import JobAttempt, State
from tests.faults.reading import now, settled, until
from tests.jobs.workers import is_gone


def test_a_killed_worker_loses_no_job_and_no_checkpoint(site, ask):
    site.need_workers(2)
    job = ask(act="steps", count=40, seconds=0.05)
    until(lambda: now(job).progress_done >= 10)
    worker = site.worker_of(job.attempts.get())
    family = worker.children()
    worker.kill()
    until(lambda: all(is_gone(process.pid) for process in family), 5)
    job = settled(job)
    assert (job.state, job.attempt) == (State.SUCCEEDED, 2)
    assert job.summary["done"] == 40
    assert job.summary["first"] >= 10
    first, second = job.attempts.order_by("number")
    assert second.worker_pid != first.worker_pid
    assert (second.created_at - first.finished_at).total_seconds() < 5


def test_what_an_engine_had_started_goes_with_the_killed_worker(site, ask):
    site.need_workers(2)
    job = ask(act="offspring", seconds=1)
    until(lambda: now(job).log_lines.filter(text__startswith="started").exists())
    started = int(now(job).log_lines.get(text__startswith="started").text.split()[1])
    attempt = job.attempts.get()
    site.worker_of(attempt).kill()
    until(lambda: is_gone(started), 10)
    assert settled(job).state == State.SUCCEEDED


def test_a_worker_that_stood_still_writes_nothing_afterwards(site, ask):
    """Its job is given to another one; when it wakes up it finds itself fenced.

    Its child goes on meanwhile, and may have done every step by then: the second attempt is over
    in an instant, so that it is looked for by what it leaves, not by a state that passes.
    """
    site.need_workers(2)
    job = ask(act="steps", count=200, seconds=0.05)
    until(lambda: now(job).progress_done >= 10)
    frozen = site.worker_of(job.attempts.get())
    frozen.freeze()
    try:
        until(lambda: job.attempts.filter(number=2, child_pid__isnull=False).exists(), 30)
    finally:
        frozen.thaw()
    assert job.attempts.get(number=2).worker_pid != frozen.pid
    job = settled(job)
    assert (job.state, job.attempt) == (State.SUCCEEDED, 2)
    assert job.attempts.get(number=1).outcome == JobAttempt.Outcome.LOST
    assert frozen.alive()


def test_the_gpu_is_free_again_when_its_worker_was_killed(site, ask):
    site.need_workers(2)
    job = ask("toy.gpu", act="steps", count=40, seconds=0.05)
    until(lambda: now(job).progress_done >= 5)
    waiting = ask("toy.gpu", act="steps", count=1, seconds=0)
    attempt = now(job).attempts.get()
    assert attempt.device == "cuda:0"
    site.worker_of(attempt).kill()
    assert settled(job).state == settled(waiting).state == State.SUCCEEDED


def test_a_message_that_comes_twice_runs_once(site, ask):
    site.need_workers(2)
    jobs = [ask("toy.sum", count=3) for _ in range(4)]
    for job in jobs * 3:
        assert dispatch.send(job)
    for job in jobs:
        done = settled(job)
        assert (done.state, done.attempt) == (State.SUCCEEDED, 1)
        assert dispatch.send(job)  # and once more, now that it is over
    time.sleep(1)
    assert [now(job).attempt for job in jobs] == [1] * 4


def test_a_job_that_three_workers_are_lost_on_is_given_up(site, ask):
    """It may be what kills them: after the third it has failed, and says so."""
    job = ask(act="steps", count=1000, seconds=0.05)
    for number in (1, 2, 3):
        site.need_workers(2)
        until(lambda number=number: now(job).attempt == number and now(job).state == State.RUNNING)
        site.worker_of(job.attempts.get(number=number)).kill()
    job = settled(job)
    assert (job.state, job.attempt) == (State.ERRORED, 3)
    assert {attempt.outcome for attempt in job.attempts.all()} == {JobAttempt.Outcome.LOST}
    assert "3 times" in render(job.reason)
    assert "more memory than the machine has" in render(job.reason)
