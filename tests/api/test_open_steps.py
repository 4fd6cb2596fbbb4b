"""Predictions and file readings of one project: so many wait or run, and no more for now."""

from __future__ import annotations

import pytest
from django.urls import reverse

from apps.core.models import IdempotencyKey
from apps.datasets.models import Upload
from apps.jobs.models import Job
from tests.api.test_problems import problem
from tests.factories.jobs import JobFactory
from tests.factories.modelhub import RegisteredModelFactory

pytestmark = pytest.mark.django_db
FULL = "2 predictions and file readings of this project are waiting or running"
QUICK = {"prefer": "respond-async"}


@pytest.fixture(autouse=True)
def _quiet(monkeypatch, settings, job_dirs):
    settings.PROJECT_OPEN_STEPS = 2
    monkeypatch.setattr("apps.jobs.domain.dispatch.send", lambda job: True)


@pytest.fixture
def full(project):
    """One prediction and one reading are open; what ended, runs, or is elsewhere is not counted."""
    JobFactory(project=project, task="predict", state="succeeded")
    JobFactory(project=project)
    JobFactory(task="predict")
    JobFactory(project=project, engine_key="datasets.inspect", state="running")
    return JobFactory(project=project, task="predict", engine_key="regression.least_squares")


def later(response):
    said = problem(response, 429, "throttled")
    assert said["detail"].startswith(FULL)
    assert response["Retry-After"] == "5"


def test_a_prediction_too_many_is_told_to_come_again(caller, project, full):
    model = RegisteredModelFactory(job__project=project)
    address = f"projects/{project.pk}/models/{model.pk}/predict/"
    named = {**QUICK, "idempotency-key": "a2f1"}
    later(caller.post(address, {"rows": [{"d": 100}]}, headers=named))
    assert not IdempotencyKey.objects.exists()
    Job.objects.filter(pk=full.pk).update(state="cancelled")
    assert caller.post(address, {"rows": [{"d": 100}]}, headers=named).status_code == 202


def test_the_page_says_so_in_the_readers_language(caller, client, project, full):
    model = RegisteredModelFactory(job__project=project)
    client.force_login(caller.user)
    address = reverse("modelhub:predict", args=[project.pk, model.pk])
    page = client.post(address, {"cell-0-0": "100"})
    assert (page.status_code, FULL in page.content.decode()) == (422, True)
    caller.user.language = "zh-hans"
    caller.user.save()
    assert FULL not in client.post(address, {"cell-0-0": "100"}).content.decode()


def test_a_file_that_arrives_is_kept_and_read_later(caller, client, project, full):
    made = caller(
        "post",
        f"projects/{project.pk}/uploads/?filename=a.csv",
        b"a,b\n1,2\n",
        content_type="application/octet-stream",
    )
    assert (made.status_code, made.json()["state"]) == (201, "refused")
    assert made.json()["refusal"]["message"].startswith(FULL)
    later(caller.post(f"{made['Location']}inspect/", {}))
    client.force_login(caller.user)
    page = reverse("datasets:preview", args=[project.pk, made.json()["id"]])
    assert FULL in client.post(page, follow=True).content.decode()
    assert Upload.objects.get().state == "refused"
    Job.objects.filter(pk=full.pk).update(state="cancelled")
    assert caller.post(f"{made['Location']}inspect/", {}).json()["state"] == "inspecting"
