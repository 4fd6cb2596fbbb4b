"""Cancelled while queued, starting, running, finishing: cancelled, and soon."""

from __future__ import annotations

import time

import pytest
from django.utils import timezone

from apps.jobs.domain import dispatch
from apps.jobs.domain.cancel import cancel
from apps.jobs.models import State
from tests.faults.reading import now, settled, until
from tests.faults.site import SLOW
from tests.jobs.workers import is_gone


def test_a_queued_job_never_begins(site, ask, analyst):
    site.need_workers(2)
    job = ask("toy.heavy", act="steps", count=3, seconds=0)  # nobody serves its queue
    assert cancel(job, analyst).state == State.CANCELLED
    job.queue = "default"
    assert dispatch.send(job)  # its message comes late
    after = settled(ask("toy.sum", count=2))
    assert after.state == State.SUCCEEDED
    assert (now(job).state, now(job).attempt) == (State.CANCELLED, 0)


@pytest.mark.parametrize(
    ("engine", "act", "state"),
    [
        ("toy.slow_start", "polite", State.STARTING),
        ("toy.act", "polite", State.RUNNING),
        ("toy.act", "stubborn", State.RUNNING),
        ("toy.act", "offspring", State.RUNNING),
    ],
)
def test_a_job_under_way_ends_within_two_seconds(site, ask, analyst, engine, act, state):
    site.need_workers(2)
    job = ask(engine, act=act)
    until(lambda: now(job).state == state and site.worker_of(job.attempts.get()).children())
    asked = timezone.now()
    cancel(job, analyst)
    done = settled(job)
    assert (done.state, done.attempt) == (State.CANCELLED, 1)
    assert (done.finished_at - asked).total_seconds() < 2.0  # of the job, not of this test's looks
    child = done.attempts.get().child_pid
    assert child is None or is_gone(child)


def test_a_job_that_is_storing_its_result_is_cancelled_too(site, backend, ask, analyst):
    """Who was told 'it is being stopped' does not find a result a moment later."""
    site.need_workers(2)
    sign = backend.var / SLOW
    sign.touch()
    try:
        job = ask(act="write", count=2)
        folder = backend.var / "work" / "jobs" / str(job.pk) / "1"
        until((folder / "result.json").exists)
        time.sleep(0.3)
        assert cancel(job, analyst).state == State.CANCELLING
    finally:
        sign.unlink()
    done = settled(job)
    assert (done.state, done.attempt) == (State.CANCELLED, 1)
    assert cancel(done, analyst).state == State.CANCELLED


def test_a_finished_job_stays_as_it_is(site, ask, analyst):
    site.need_workers(2)
    done = settled(ask("toy.sum", count=2))
    assert cancel(done, analyst).state == State.SUCCEEDED


def test_a_cancelled_job_whose_worker_is_killed_is_cancelled(site, ask, analyst):
    site.need_workers(2)
    job = ask(act="stubborn")
    until(lambda: now(job).state == State.RUNNING)
    attempt = job.attempts.get()
    cancel(job, analyst)
    site.worker_of(attempt).kill()
    done = settled(job)
    assert (done.state, done.attempt) == (State.CANCELLED, 1)
