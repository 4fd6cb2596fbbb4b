"""The database goes away in the middle of everything and comes back."""

from __future__ import annotations

from apps.jobs.models import State
from tests.faults.reading import now, settled, until


def test_jobs_outlive_the_restart_of_their_database(site, backend, ask):
    workers = site.need_workers(2)
    running = ask(act="show", count=60, seconds=0.05)
    until(lambda: now(running).progress_done >= 5)
    ending = [ask(act="write", count=2) for _ in range(2)]  # some write their end into the gap
    queued = [ask("toy.sum", count=2) for _ in range(2)]
    backend.interrupt_database(2.0)
    for job in (running, *ending, *queued):
        done = settled(job)
        assert (done.state, done.attempt) == (State.SUCCEEDED, 1), done.reason
    lines = list(running.log_lines.filter(level="info").values_list("text", flat=True))
    assert lines == ["act show", *(f"step {n}" for n in range(60))]
    assert running.metrics.filter(name="loss").count() == 60
    assert all(worker.alive() for worker in workers)


def test_jobs_outlive_broken_connections_to_the_database(site, backend, ask):
    site.need_workers(2)
    running = ask(act="show", count=40, seconds=0.05)
    until(lambda: now(running).progress_done >= 5)
    for _ in range(4):
        backend.cut_database()
        quick = ask("toy.sum", count=2)
        assert settled(quick).state == State.SUCCEEDED
    done = settled(running)
    assert (done.state, done.attempt) == (State.SUCCEEDED, 1)
    lines = running.log_lines.filter(level="info").values_list("text", flat=True)
    assert list(lines) == ["act show", *(f"step {n}" for n in range(40))]
