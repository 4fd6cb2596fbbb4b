"""An engine that pip installed from a wheel made outside of the repository: no line of HTML."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path

import lepton_outside
import pytest
from django.conf import settings
from django.urls import reverse

from apps.jobs.models import Job

SLOPE = (95 * 100 + 140 * 150 + 180 * 200) / (95**2 + 140**2 + 180**2)


def chosen(data):
    return f"dataset:{data.versions.get().pk}"


@pytest.fixture
def new(site):
    return reverse("jobs:new", args=[site.project.pk])


@pytest.fixture
def ended(site, data, owner, new, run_jobs):
    """Started in the form, watched, and run to its end."""
    query = f"?engine=outside.slope&data={chosen(data)}"
    answers = {"title": "A slope", "data.x": "d", "data.y": "D", "digits": "6"}
    started = owner.post(new + query, answers)
    job = Job.objects.get(title="A slope")
    assert started.headers["Location"] == reverse("jobs:detail", args=[site.project.pk, job.pk])
    live = owner.get(reverse("jobs:live", args=[site.project.pk, job.pk]))
    assert "It is waiting for a worker." in live.content.decode()
    return run_jobs(job)


def test_it_came_from_a_wheel_elsewhere_and_brings_no_html():
    where = Path(lepton_outside.__file__)
    assert Path(settings.BASE_DIR) not in where.parents
    files = [str(file) for file in importlib.metadata.files("lepton-outside") or ()]
    assert {Path(file).suffix for file in files if "dist-info" not in file} <= {".py", ".pyc"}


def test_the_form_is_drawn_and_checked(data, owner, new):
    assert "Slope through the origin" in owner.get(new).content.decode()
    form = owner.get(f"{new}?engine=outside.slope&data={chosen(data)}").content.decode()
    for words in ("Across", "Up", "Shown digits", "Of every figure. From 1 to 12."):
        assert words in form
    answers = {"data.x": "d", "data.y": "D", "digits": "40"}
    wrong = owner.post(f"{new}?engine=outside.slope&data={chosen(data)}", answers)
    assert wrong.status_code == 422
    assert "Shown digits must be at most 12." in wrong.content.decode()


def test_its_method_is_explained_beside_the_form_and_over_rest(data, owner, new, bearer):
    form = owner.get(f"{new}?engine=outside.slope&data={chosen(data)}").content.decode()
    for words in ("About this method", "Least squares without an intercept", "Theoria motus"):
        assert words in form
    told = owner.get("/api/v1/engines/outside.slope/", headers=bearer("read")).json()
    assert told["docs"].startswith("Least squares without an intercept")
    assert told["params"]["properties"]["digits"]["maximum"] == 12
    assert [role["key"] for role in told["inputs"][0]["roles"]] == ["x", "y"]


def test_the_result_page_shows_every_block(site, owner, ended):
    assert ended.state == "succeeded", ended.error
    shown = owner.get(reverse("jobs:detail", args=[site.project.pk, ended.pk])).content.decode()
    for words in (
        f"y grows by {SLOPE:.6g} for each x.", "The line", "Points", "read 3 points", "3.1", "slope"
    ):  # fmt: skip
        assert words in shown
    assert ended.summary["slope"] == pytest.approx(SLOPE)


def test_programs_run_it_too(site, data, client, bearer, run_jobs):
    jobs = f"/api/v1/projects/{site.project.pk}/jobs/"
    chosen = {
        "kind": "dataset",
        "id": str(data.versions.get().pk),
        "roles": {"x": ["d"], "y": ["D"]},
    }
    body = {"engine": "outside.slope", "inputs": {"data": chosen}}
    sent = {"content_type": "application/json", "headers": bearer("jobs", "read")}
    made = client.post(jobs, body, **sent)
    assert made.status_code == 201, made.json()
    run_jobs()
    found = client.get(f"{jobs}{made.json()['id']}/result/", headers=sent["headers"]).json()
    assert found["summary"]["slope"] == pytest.approx(SLOPE)
    assert [block["kind"] for block in found["blocks"]] == ["tiles", "equation", "table", "chart"]
