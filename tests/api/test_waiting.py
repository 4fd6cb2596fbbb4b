"""Changes whose answers wait for a job, named with a key: made once, whatever becomes of the wait.

Marked ``services``: the key is held by a lock of the row, which SQLite knows nothing of.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from apps.core.api import idempotency
from apps.core.models import IdempotencyKey
from apps.engines import registry
from apps.jobs.models import Job
from tests.api.test_problems import problem
from tests.factories.modelhub import RegisteredModelFactory
from tests.jobs.engines import OWNER, TOYS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]
HEADERS = {"idempotency-key": "a2f1", "prefer": "wait=5"}
WAITS = {"jobs": "apps.jobs.api.wait_for", "models": "apps.modelhub.api.wait_for"}


@pytest.fixture(autouse=True)
def _toys():
    for toy in TOYS:
        registry.register(toy(), owner=OWNER)
    yield
    for toy in TOYS:
        registry.unregister(toy.key)


@pytest.fixture(autouse=True)
def rung(monkeypatch):
    """Jobs that workers were rung for: only once they are committed."""
    jobs = []
    monkeypatch.setattr("apps.jobs.domain.dispatch.send", lambda job: jobs.append(job.pk) or True)
    return jobs


@pytest.fixture(params=["create", "rerun", "predict"])
def change(request, project, caller):
    """(room, address, body) of a change that is answered once its job has ended."""
    jobs = f"projects/{project.pk}/jobs/"
    if request.param == "create":
        return "jobs", jobs, {"engine": "toy.sum"}
    if request.param == "rerun":
        made = caller.post(jobs, {"engine": "toy.sum"})
        return "jobs", f"{made['Location']}rerun/", {}
    model = RegisteredModelFactory(job__project=project)
    address = f"projects/{project.pk}/models/{model.pk}/predict/"
    return "models", address, {"rows": [{"d": 100}]}


@pytest.fixture
def ended(monkeypatch, change, rung):
    """The job is rung for, and has been refused when the wait is over."""

    def wait(job, seconds):
        assert seconds == 5
        assert not connection.in_atomic_block, "no worker sees what is not committed"
        assert job.pk in rung
        Job.objects.filter(pk=job.pk).update(
            state="errored", handled_at=timezone.now(), finished_at=timezone.now()
        )
        return Job.objects.get(pk=job.pk)

    monkeypatch.setattr(WAITS[change[0]], wait)


def test_it_happens_once_and_is_answered_as_after_the_wait(caller, change, ended):
    room, address, body = change
    before = Job.objects.count()
    first = caller.post(address, body, headers=HEADERS)
    again = caller.post(address, body, headers=HEADERS)
    assert first.status_code == (201 if room == "jobs" else 409), first.content
    assert first.json()["state"] == "errored"
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert again["Idempotency-Replayed"] == "true"
    assert Job.objects.count() == before + 1


def test_while_the_first_waits_the_second_is_told_so(caller, change, monkeypatch):
    room, address, body = change
    before, told = Job.objects.count(), []

    def wait(job, seconds):
        told.append(caller.post(address, body, headers=HEADERS))
        return job

    monkeypatch.setattr(WAITS[room], wait)
    assert caller.post(address, body, headers=HEADERS).status_code in {201, 202}
    assert problem(told[0], 409, "conflict")
    assert (len(told), Job.objects.count()) == (1, before + 1)


def test_a_process_that_dies_while_it_waits_has_left_the_job_and_an_answer(
    caller, change, monkeypatch
):
    room, address, body = change
    before = Job.objects.count()

    def die(job, seconds):
        raise SystemExit

    monkeypatch.setattr(WAITS[room], die)
    with pytest.raises(SystemExit):
        caller.post(address, body, headers=HEADERS)
    problem(caller.post(address, body, headers=HEADERS), 409, "conflict")
    IdempotencyKey.objects.update(started_at=timezone.now() - idempotency.LEASE)
    again = caller.post(address, body, headers=HEADERS)
    assert again.status_code == (201 if room == "jobs" else 202)
    assert (again.json()["state"], again["Idempotency-Replayed"]) == ("queued", "true")
    assert Job.objects.count() == before + 1


def test_a_fault_in_the_wait_makes_no_second_job(caller, change, monkeypatch):
    room, address, body = change
    before = Job.objects.count()

    def broken(job, seconds):
        raise RuntimeError("no luck")

    monkeypatch.setattr(WAITS[room], broken)
    problem(caller.post(address, body, headers=HEADERS), 500, "server_error")
    again = caller.post(address, body, headers=HEADERS)
    assert (again.status_code, again.json()["state"]) == (
        201 if room == "jobs" else 202,
        "queued",
    )
    assert Job.objects.count() == before + 1


def test_a_refusal_makes_nothing(caller, project):
    address = f"projects/{project.pk}/jobs/"
    for _ in range(2):
        problem(caller.post(address, {"engine": "no.such"}, headers=HEADERS), 422, "refused")
    assert not Job.objects.exists()
    IdempotencyKey.objects.update(started_at=timezone.now() - timedelta(hours=25))
    assert idempotency.prune() == 1
