"""A real Celery worker process, from the message to the result, and its violent death."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import psutil
import pytest
from django.conf import settings
from django.db import connection
from kombu import Connection

from apps.jobs.domain import dispatch, reap
from apps.jobs.domain.cancel import cancel
from apps.jobs.domain.waiting import wait_for
from apps.jobs.models import Job, State

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]


def database_url():
    """The test database, as a worker's environment names it."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    place = f"{known['HOST'] or 'localhost'}:{known['PORT'] or 5432}"
    return f"postgres://{known['USER']}:{known['PASSWORD']}@{place}/{known['NAME']}"


def purge():
    with Connection(
        settings.CELERY_BROKER_URL, transport_options=settings.CELERY_BROKER_TRANSPORT_OPTIONS
    ) as broker:
        for name in settings.JOB_QUEUES:
            broker.default_channel.queue_declare(name, durable=True)
            broker.default_channel.queue_purge(name)


@pytest.fixture
def start_worker(tmp_path):
    """``start_worker()`` starts one and waits until it is ready."""
    purge()
    started = []

    def start():
        log = (tmp_path / f"worker{len(started)}.log").open("w+")
        command = [
            sys.executable, "-m", "celery", "-A", "tests.jobs.toy_worker", "worker",
            "-P", "threads", "-c", "2", "-Q", ",".join(settings.JOB_QUEUES), "-l", "INFO",
            "--without-gossip", "--without-mingle",
        ]  # fmt: skip
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "DATABASE_URL": database_url(),
            "JOB_WARM_CHILDREN": "1",
        }
        process = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=environment, stdout=log, stderr=log
        )
        started.append((process, log))
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and process.poll() is None:
            log.seek(0)
            if " ready." in log.read():
                return process
            time.sleep(0.1)
        log.seek(0)
        raise AssertionError(log.read())

    yield start
    for process, log in started:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        log.close()


def until(condition, seconds=15.0):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("it did not happen in time")


def is_gone(pid):
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_a_worker_runs_what_it_is_rung_for_and_ends_politely(start_worker, ask):
    worker = start_worker()
    job = wait_for(ask("toy.sum", count=5), 20)
    assert job.state == State.SUCCEEDED, job.error
    attempt = job.attempts.get()
    assert attempt.worker_pid == worker.pid
    long = ask(act="steps", count=1000, seconds=0.02)
    until(lambda: Job.objects.get(pk=long.pk).state == State.RUNNING)
    twice = dispatch.send(long)  # a second delivery finds nothing to claim
    assert twice
    time.sleep(0.5)
    assert long.attempts.count() == 1
    worker.send_signal(signal.SIGTERM)
    worker.wait(10)
    long.refresh_from_db()
    assert (long.state, long.attempts.get().outcome) == (State.QUEUED, "lost")


def test_a_killed_worker_takes_its_child_along_and_the_job_goes_on(start_worker, ask):
    worker = start_worker()
    job = ask(act="steps", count=60, seconds=0.05)
    until(lambda: Job.objects.get(pk=job.pk).progress_done >= 5)
    family = psutil.Process(worker.pid).children(recursive=True)
    assert family
    worker.kill()
    worker.wait()
    killed = time.monotonic()
    until(lambda: all(is_gone(process.pid) for process in family), 5)
    assert time.monotonic() - killed < 2.0
    assert reap.reap() == 1
    job.refresh_from_db()
    assert job.state == State.QUEUED
    start_worker()
    job = wait_for(job, 30)
    assert (job.state, job.attempt) == (State.SUCCEEDED, 2)
    assert job.summary["done"] == 60
    assert job.summary["first"] >= 5
    assert [attempt.outcome for attempt in job.attempts.all()] == ["lost", "succeeded"]


def test_cancel_from_another_process(start_worker, ask, analyst):
    start_worker()
    job = ask(act="native")
    until(lambda: Job.objects.get(pk=job.pk).state == State.RUNNING)
    asked = time.monotonic()
    cancel(job, analyst)
    job = wait_for(job, 10)
    assert time.monotonic() - asked < 2.5
    assert job.state == State.CANCELLED
