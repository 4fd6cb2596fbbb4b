"""The queue is looked after whatever the job slots do."""

from __future__ import annotations

import logging
import threading
import time
from datetime import timedelta

import psutil
import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from apps.jobs import finishing, housekeeping
from apps.jobs.domain import dispatch, reap, transitions
from apps.jobs.domain.cancel import cancel
from apps.jobs.domain.identity import host_identity
from apps.jobs.housekeeping import Chore, Housekeeper
from apps.jobs.models import Job, State
from tests.factories.jobs import JobFactory
from tests.jobs.workers import is_gone, until

services = pytest.mark.services
database = pytest.mark.django_db(transaction=True)


@pytest.mark.thorough
@services
@database
def test_a_lost_job_is_given_back_while_every_slot_of_the_worker_is_busy(start_worker, ask):
    busy = start_worker(JOB_HOUSEKEEPING_SECONDS="1")
    long = [ask(act="steps", count=10_000, seconds=0.05) for _ in range(2)]
    until(lambda: Job.objects.filter(state=State.RUNNING).count() == 2)
    other = start_worker(JOB_HOUSEKEEPING_SECONDS="600")
    third = ask("toy.warm_act", act="steps", count=10_000, seconds=0.05)
    until(lambda: Job.objects.get(pk=third.pk).state == State.RUNNING)
    attempt = third.attempts.get()
    assert attempt.worker_pid == other.pid
    other.kill()
    other.wait()
    until(lambda: Job.objects.get(pk=third.pk).state == State.QUEUED, 5)
    assert is_gone(attempt.child_pid)
    assert Job.objects.filter(pk__in=[job.pk for job in long], state=State.RUNNING).count() == 2
    cancel(long[0], None)
    until(lambda: Job.objects.get(pk=third.pk).state == State.RUNNING)
    second = third.attempts.get(number=2)
    assert second.worker_pid == busy.pid


@pytest.mark.thorough
@services
@database
def test_nothing_is_lost_between_a_message_and_a_busy_worker(start_worker, ask, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(dispatch, "send", lambda job: False)
        job = ask("toy.sum", count=2)
    job.refresh_from_db()
    assert job.sent_at is None
    start_worker(JOB_HOUSEKEEPING_SECONDS="1")
    until(lambda: Job.objects.get(pk=job.pk).state == State.SUCCEEDED)


@services
@database
@pytest.mark.parametrize("chore", ["dispatch", "reap", "settle"])
def test_of_several_housekeepers_one_acts(project, monkeypatch, chore):
    acted, lock = [], threading.Lock()

    def act(job):
        with lock:
            acted.append(job.pk)
        time.sleep(0.02)
        return True

    ended = timezone.now() - timedelta(minutes=10)
    if chore == "dispatch":
        monkeypatch.setattr(dispatch, "send", act)
        rows = JobFactory.create_batch(5, project=project, sent_at=None)
        action = dispatch.dispatch
    elif chore == "reap":
        monkeypatch.setattr(reap, "send", act)
        rows = JobFactory.create_batch(5, project=project)
        gone = psutil.Popen(["sleep", "0"])
        gone.wait()
        for row in rows:
            transitions.claim(row.pk, host=host_identity(), pid=gone.pid)
        action = reap.reap
    else:
        monkeypatch.setattr(finishing, "settle", act)
        rows = JobFactory.create_batch(
            5, project=project, state=State.SUCCEEDED, handled_at=None, finished_at=ended
        )
        Job.objects.update(updated_at=ended)
        action = reap.reap
    barrier = threading.Barrier(3)

    def work():
        barrier.wait()
        action()
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(acted) == sorted(row.pk for row in rows)


def test_a_failing_chore_is_told_once_and_tried_again(caplog):
    works = iter([False, False, True, False])

    def action():
        if not next(works):
            raise RuntimeError("the database is away")

    chore = Chore("looking", action, 0.0)
    with caplog.at_level(logging.WARNING, logger="apps.jobs.housekeeping"):
        for _ in range(4):
            chore.do()
    told = [record.message for record in caplog.records]
    assert told == [
        "housekeeping: looking failed; it is tried again",
        "housekeeping: looking works again",
        "housekeeping: looking failed; it is tried again",
    ]
    assert "the database is away" in caplog.text


def test_one_failing_chore_does_not_keep_the_others(caplog):
    done = threading.Event()

    def fail():
        raise RuntimeError

    keeper = Housekeeper([Chore("failing", fail, 0.01), Chore("working", done.set, 0.01)])
    keeper.start()
    assert done.wait(5)
    keeper.stop()
    keeper.join(5)
    assert not keeper.is_alive()


@pytest.mark.django_db  # closing old connections asks those that an earlier test left open
def test_a_chore_waits_for_its_time():
    done = []
    keeper = Housekeeper(
        [
            Chore("now", lambda: done.append("now"), 60),
            Chore("later", lambda: done.append("later"), 60, due=time.monotonic() + 60),
        ]
    )
    keeper.round()
    keeper.round()
    assert done == ["now"]


def test_a_worker_has_one_housekeeper_with_all_chores(monkeypatch):
    done = []
    for name in ("reap", "dispatch", "prune"):
        module = getattr(housekeeping, name)
        monkeypatch.setattr(module, name, lambda name=name, **known: done.append(name))
    monkeypatch.setattr(housekeeping, "FIRST_PRUNE", (0.0, 0.0))
    first = housekeeping.start()
    assert housekeeping.start() is first
    until(lambda: len(done) >= 3, 5)
    housekeeping.stop()
    first.join(5)
    assert not first.is_alive()
    assert sorted(done[:3]) == ["dispatch", "prune", "reap"]


def test_no_chore_of_the_queue_waits_for_a_job_slot():
    scheduled = settings.CELERY_BEAT_SCHEDULE.values()
    assert not [entry for entry in scheduled if entry["task"].startswith("jobs.")]
