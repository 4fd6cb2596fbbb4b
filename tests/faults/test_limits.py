"""Memory, time and disk run out: the job says so, and the worker lives on."""

from __future__ import annotations

import os
import signal

from apps.jobs.models import Job, State
from tests.faults.disk import small_disk
from tests.faults.reading import now, settled, until

MEGABYTE = 1024 * 1024


def text(job):
    return str((job.reason or {}).get("text"))


def assert_works_on(workers, ask):
    assert all(worker.alive() for worker in workers)
    assert settled(ask("toy.sum", count=2)).state == State.SUCCEEDED


def test_a_child_that_takes_too_much_memory(site, ask):
    workers = site.need_workers(2)
    neighbour = ask(act="steps", count=30, seconds=0.1)
    done = settled(ask(act="hog", count=1))
    assert done.state == State.ERRORED
    assert "more memory than a job may" in text(done)
    done = settled(ask(act="out_of_memory"))
    assert done.state == State.ERRORED
    assert "more memory than there is" in text(done)
    assert (settled(neighbour).state, now(neighbour).attempt) == (State.SUCCEEDED, 1)
    assert_works_on(workers, ask)


def test_a_child_that_the_kernel_kills(site, ask):
    """As it does when the memory of the machine has run out: the child is its first victim."""
    workers = site.need_workers(2)
    job = ask(act="polite")
    until(lambda: now(job).state == State.RUNNING and job.attempts.get().child_pid)
    child = job.attempts.get().child_pid
    with open(f"/proc/{child}/oom_score_adj") as file:  # noqa: PTH123
        assert int(file.read()) > 0
    os.kill(child, signal.SIGKILL)
    done = settled(job)
    assert (done.state, done.attempt) == (State.ERRORED, 1)
    assert "memory ran out" in text(done)
    assert_works_on(workers, ask)


def test_a_run_that_takes_too_long(site, ask):
    workers = site.need_workers(2)
    job = ask("toy.heavy", act="stubborn")
    Job.objects.filter(pk=job.pk).update(time_limit_seconds=1, queue="default")
    done = settled(job)
    assert (done.state, done.attempt) == (State.TIMED_OUT, 1)
    assert done.reason["values"] == {"limit": "1 s"}
    assert_works_on(workers, ask)


def test_the_disk_fills_up_while_a_run_writes(site, backend, ask):
    workers = site.need_workers(2)
    with small_disk(backend.var / "work" / "jobs", MEGABYTE):
        done = settled(ask("toy.fill", count=8 * MEGABYTE))
        assert (done.state, done.attempt) == (State.ERRORED, 1)
        assert "disk" in text(done)
        assert "make room" in text(done)
        assert_works_on(workers, ask)


def test_the_disk_is_full_before_a_run_begins(site, backend, ask):
    workers = site.need_workers(2)
    with small_disk(backend.var / "work" / "jobs", MEGABYTE) as fill:
        fill()
        done = settled(ask(act="steps", count=2, seconds=0))
        assert (done.state, done.attempt) == (State.ERRORED, 1)
        assert "make room" in text(done)
    assert_works_on(workers, ask)


def test_the_storage_fills_up_while_a_result_is_saved(site, backend, ask):
    workers = site.need_workers(2)
    with small_disk(backend.var / "files" / "jobs", MEGABYTE):
        done = settled(ask("toy.fill", count=8 * MEGABYTE))
        assert (done.state, done.attempt) == (State.ERRORED, 1)
        assert "storage" in text(done)
        assert "make room" in text(done)
        assert not done.artifacts.exists()
        left = [path for path in (backend.var / "files").rglob("*") if path.is_file()]
        assert not [path for path in left if str(done.pk) in str(path)]
    assert_works_on(workers, ask)
