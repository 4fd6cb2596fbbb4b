"""The broker stops and comes back, forgets everything, or drops its connections."""

from __future__ import annotations

import time

import pytest

from apps.jobs.domain import dispatch
from apps.jobs.domain.cancel import cancel
from apps.jobs.models import State
from tests.faults.reading import now, settled, until


@pytest.fixture(autouse=True)
def no_worker_is_deaf(site, ask, analyst):
    """Afterwards as many jobs run at once as all workers have slots: each of them hears."""
    yield
    jobs = [ask(act="steps", count=600, seconds=0.1) for _ in range(2 * len(site.workers))]
    until(lambda: all(now(job).state == State.RUNNING for job in jobs))
    for job in jobs:
        cancel(job, analyst)


def test_jobs_go_on_and_wait_while_the_broker_is_away(site, backend, ask):
    workers = site.need_workers(2)
    before = [ask(act="steps", count=30, seconds=0.1) for _ in range(2)]
    until(lambda: all(now(job).state == State.RUNNING for job in before))
    backend.stop_broker()
    try:
        asked = time.monotonic()
        meanwhile = [ask("toy.sum", count=2) for _ in range(3)]
        took = (time.monotonic() - asked) / 3
        waiting = [now(job).state for job in meanwhile]
        for job in before:
            assert settled(job).state == State.SUCCEEDED
    finally:
        backend.start_broker()
    assert took < 2.0  # a person who asks for a run does not wait for a broker
    assert set(waiting) <= {State.QUEUED, State.STARTING, State.RUNNING, State.SUCCEEDED}
    after = ask("toy.sum", count=2)
    for job in (*meanwhile, after):
        done = settled(job)
        assert (done.state, done.attempt) == (State.SUCCEEDED, 1)
    assert [now(job).attempt for job in before] == [1, 1]
    assert all(worker.alive() for worker in workers)


def test_a_broker_that_has_forgotten_everything_loses_no_job(site, backend, ask):
    site.need_workers(2)
    long = [ask(act="steps", count=20, seconds=0.1) for _ in range(4)]
    until(lambda: any(now(job).state == State.RUNNING for job in long))
    queued = [ask("toy.sum", count=2) for _ in range(4)]
    backend.wipe_broker()
    later = [ask("toy.sum", count=2) for _ in range(2)]
    for job in (*long, *queued, *later):
        done = settled(job)
        assert (done.state, done.attempt) == (State.SUCCEEDED, 1)


def test_idle_workers_still_hear_after_the_broker_was_wiped(site, backend, ask):
    """Nothing runs and nothing waits: only the bell can wake them."""
    site.need_workers(2)
    settled(ask("toy.sum", count=2))
    backend.wipe_broker()
    time.sleep(1.5)
    done = settled(ask("toy.sum", count=2))
    assert (done.state, done.attempt) == (State.SUCCEEDED, 1)


def test_broken_connections_are_made_again(site, backend, ask):
    workers = site.need_workers(2)
    long = ask(act="steps", count=30, seconds=0.1)
    until(lambda: now(long).state == State.RUNNING)
    for _ in range(3):
        backend.cut_broker()
        done = settled(ask("toy.sum", count=2))
        assert (done.state, done.attempt) == (State.SUCCEEDED, 1)
    done = settled(long)
    assert (done.state, done.attempt) == (State.SUCCEEDED, 1)
    assert all(worker.alive() for worker in workers)
    assert dispatch.send(long)
