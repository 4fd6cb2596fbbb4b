"""A real Celery worker process, from the message to the result, and its violent death."""

from __future__ import annotations

import signal
import time

import psutil
import pytest
from django.urls import reverse

from apps.jobs.domain import dispatch, reap
from apps.jobs.domain.cancel import cancel
from apps.jobs.domain.waiting import wait_for
from apps.jobs.models import Job, State
from tests.jobs.person import Person
from tests.jobs.workers import is_gone, until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]


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


@pytest.mark.thorough
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


@pytest.mark.thorough
def test_a_worker_that_was_full_hears_of_later_jobs(start_worker, ask):
    start_worker(JOB_HOUSEKEEPING_SECONDS="600")
    both = [ask(act="steps", count=1000, seconds=0.02) for _ in range(2)]
    until(lambda: Job.objects.filter(state=State.RUNNING).count() == 2)
    for job in both:
        cancel(job, None)
    assert {wait_for(job, 10).state for job in both} == {State.CANCELLED}
    time.sleep(0.5)  # no row was queued when the slots came free: only a message can tell
    assert wait_for(ask("toy.sum", count=2), 10).state == State.SUCCEEDED


@pytest.fixture
def person(live_server, client, analyst):
    return Person(live_server.url, client, analyst)


def test_starting_is_seen_at_once_however_long_the_imports_take(start_worker, ask, person):
    start_worker()
    job = ask("toy.slow_start")  # half a minute goes by until the child says its first word
    live = reverse("jobs:live", args=[job.project_id, job.pk])
    until(lambda: "Starting" in person.look(live)[1], 5)
    job.refresh_from_db()
    assert (job.state, job.running_at, job.last_seq) == (State.STARTING, None, 0)
    assert (job.started_at - job.created_at).total_seconds() < 3
    assert "A worker has taken it and opens its inputs." in person.look(live)[1]
    cancel(job, None)
    job = wait_for(job, 10)
    assert (job.state, job.running_at) == (State.CANCELLED, None)


@pytest.mark.parametrize("act", ["polite", "native", "stubborn"])
def test_from_the_click_on_cancel_to_the_end_within_two_seconds(start_worker, ask, person, act):
    start_worker()
    job = ask(act=act)
    until(lambda: Job.objects.get(pk=job.pk).state == State.RUNNING)
    child = job.attempts.get().child_pid
    assert not is_gone(child)
    clicked = time.monotonic()
    answer = person.click(reverse("jobs:cancel", args=[job.project_id, job.pk]))
    job = wait_for(job, 10)
    took = time.monotonic() - clicked
    assert answer in (200, 204, 302)
    assert (job.state, is_gone(child)) == (State.CANCELLED, True)
    assert took < 2.0


def test_checkpoints_are_kept_when_a_person_stops_and_saves(start_worker, ask, person):
    start_worker()
    job = ask(act="steps", count=1000, seconds=0.02)
    until(lambda: Job.objects.get(pk=job.pk).progress_done >= 3)
    answer = person.click(reverse("jobs:cancel", args=[job.project_id, job.pk]), "save=1")
    job = wait_for(job, 10)
    assert answer in (200, 204, 302)
    assert job.state == State.SUCCEEDED
    assert 3 <= job.summary["done"] < 1000
