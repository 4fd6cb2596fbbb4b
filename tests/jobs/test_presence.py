"""Workers say that they are there, and obey when they are to be emptied."""

from __future__ import annotations

import signal
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.events.models import AuditEntry
from apps.jobs.domain import presence
from apps.jobs.domain.waiting import wait_for
from apps.jobs.models import Job, State, Worker
from tests.factories.accounts import AdminFactory
from tests.factories.jobs import JobFactory
from tests.factories.workers import WorkerFactory, runs
from tests.jobs.workers import until

ABOUT = presence.Announcement("worker@here", ("default",), 2)


@pytest.fixture
def boss(client):
    administrator = AdminFactory()
    client.force_login(administrator)
    return client


def act(boss, worker, action):
    return boss.post(reverse(f"admin:jobs_worker_{action}_one", args=[worker.pk]))


@pytest.mark.thorough
@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_a_worker_is_seen_emptied_and_put_to_work_again(start_worker, ask, boss):
    process = start_worker(JOB_HOUSEKEEPING_SECONDS="1", JOB_RESEND_AFTER_SECONDS="2")
    until(lambda: Worker.objects.filter(pid=process.pid).exists())
    worker = Worker.objects.get(pid=process.pid)
    assert (worker.slots, worker.queues) == (2, ["default", "gpu", "heavy"])
    running = ask(act="steps", count=1000, seconds=0.02)
    until(lambda: Job.objects.get(pk=running.pk).state == State.RUNNING)
    (attempt,) = presence.attempts_of([worker])[worker.pk]
    assert attempt.job_id == running.pk

    act(boss, worker, "drain")
    seen = Worker.objects.get(pk=worker.pk).seen_at
    until(lambda: Worker.objects.get(pk=worker.pk).seen_at > seen)
    until(lambda: Worker.objects.get(pk=worker.pk).seen_at > seen + timedelta(seconds=1))
    waiting = ask("toy.sum", count=3)
    wait_for(waiting, 3)
    waiting.refresh_from_db()
    running.refresh_from_db()
    assert (waiting.state, running.state) == (State.QUEUED, State.RUNNING)

    act(boss, worker, "resume")
    assert wait_for(waiting, 20).state == State.SUCCEEDED
    process.send_signal(signal.SIGTERM)
    process.wait(15)
    until(lambda: not Worker.objects.filter(pk=worker.pk).exists(), 5)
    kinds = set(AuditEntry.objects.values_list("kind", flat=True))
    assert {"jobs.worker.drained", "jobs.worker.resumed"} <= kinds


@pytest.mark.django_db
def test_signs_of_life_make_one_row_and_the_end_none():
    assert presence.beat(ABOUT) is False
    first = Worker.objects.get()
    presence.beat(ABOUT)
    again = Worker.objects.get()
    assert again.pk == first.pk
    assert again.seen_at > first.seen_at
    presence.set_draining(again, None, draining=True)
    assert presence.beat(ABOUT) is True
    presence.leave()
    assert not Worker.objects.exists()


@pytest.mark.django_db
def test_dead_ones_are_forgotten():
    here = presence.host_identity()
    WorkerFactory(host=here, pid=2**22 - 1)  # no process has this id
    WorkerFactory(seen_at=timezone.now() - timedelta(hours=2))
    far = WorkerFactory()
    presence.beat(ABOUT)
    assert set(Worker.objects.values_list("name", flat=True)) == {"worker@here", far.name}


@pytest.mark.django_db
def test_what_a_worker_is_called(settings):
    settings.JOB_LOST_AFTER_SECONDS = 60
    worker = WorkerFactory()
    assert presence.standing(worker, 1) == "working"
    worker.draining = True
    assert presence.standing(worker, 1) == "draining"
    assert presence.standing(worker, 0) == "drained"
    worker.seen_at -= timedelta(seconds=61)
    assert presence.standing(worker, 0) == "silent"


@pytest.mark.django_db
def test_the_page_shows_what_runs_where(boss, django_assert_max_num_queries):
    for _number in range(4):
        worker = WorkerFactory(queues=["gpu", "heavy"], devices=["NVIDIA H200"])
        runs(worker, JobFactory(title="Fit of lamps", state=State.RUNNING))
    WorkerFactory(seen_at=timezone.now() - timedelta(minutes=30))
    with django_assert_max_num_queries(12):
        page = boss.get(reverse("admin:jobs_worker_changelist")).content.decode()
    for text in ("Fit of lamps", "NVIDIA H200", "8 cores", "1 of 2", "gpu, heavy", "Silent"):
        assert text in page
    detail = boss.get(reverse("admin:jobs_worker_change", args=[worker.pk])).content.decode()
    assert "Fit of lamps" in detail
    assert "16.0 GB" in detail or "17.2 GB" in detail or "16 GB" in detail


@pytest.mark.django_db
def test_only_administrators_see_or_empty_workers(client, django_user_model):
    worker = WorkerFactory()
    client.force_login(django_user_model.objects.create_user("a@example.com"))
    assert act(client, worker, "drain").status_code in (302, 403, 404)
    worker.refresh_from_db()
    assert not worker.draining
