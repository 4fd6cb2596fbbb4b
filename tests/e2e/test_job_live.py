"""A job as a person lives it: asked for on a form, watched, ended, compared; with a real worker."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from apps.engines import registry
from apps.engines.contract import Resources
from apps.jobs.models import Job, State
from tests.e2e.browser import Visitor, assert_accessible, overflow
from tests.factories.datasets import DatasetFactory
from tests.factories.projects import ProjectFactory
from tests.jobs.engines import OWNER, TOYS, SumEngine
from tests.jobs.workers import Workers, purge, until

# Where the tests on services follow, they need not run on SQLite before.
pytestmark = [
    pytest.mark.django_db(transaction=True), pytest.mark.services, pytest.mark.thorough,
]  # fmt: skip
PATIENCE = 40_000  # ms: a child that imports torch on a busy machine


@pytest.fixture
def worker(tmp_path: Any) -> Iterator[Callable[..., Any]]:
    """``worker()`` starts one that knows the toy engines, as this process does."""
    for toy in TOYS:
        registry.register(toy(), owner=OWNER)
    purge()
    workers = Workers(tmp_path)
    yield workers
    workers.end()
    for toy in TOYS:
        registry.unregister(toy.key)


@pytest.fixture
def project(live_server: Any) -> Any:
    return ProjectFactory(name="Desk lamp")


@pytest.fixture
def window(visit: Any, project: Any) -> Visitor:
    return visit(project.memberships.get().user)


def ask(window: Visitor, project: Any, **fields: object) -> Page:
    """Fill the generic form of the toy engine and send it."""
    page = window.go(reverse("jobs:new", args=[project.pk]) + "?engine=toy.act")
    for name, value in fields.items():
        page.locator(f"[name={name}]").fill(str(value))
    page.locator("main form[method=post] button[type=submit]").last.click()
    page.wait_for_url(re.compile(r"/jobs/[0-9a-f-]{36}/$"))
    return page


def the_job() -> Job:
    return Job.objects.latest("created_at")


def count(page: Page, selector: str) -> int:
    return page.locator(selector).count()


def grows(page: Page, selector: str) -> None:
    """More of them come while the page stays."""
    before = count(page, selector)
    until(lambda: page.wait_for_timeout(100) or count(page, selector) > before)


def steps_shown(page: Page) -> list[int]:
    lines = page.locator("#job-lines .job-line span").all_text_contents()
    return [int(line.removeprefix("step ")) for line in lines if line.startswith("step ")]


def test_a_running_job_is_seen_to_move_and_polling_ends_with_it(window, worker, project):
    page = ask(window, project, act="show", count=80, seconds=0.1)
    asked: list[int] = []
    page.on("response", lambda answer: "/live/" in answer.url and asked.append(answer.status))
    expect(page.locator(".job-state")).to_contain_text("Queued")
    page.evaluate("window.stayed = true")
    worker()
    expect(page.locator(".job-state")).to_contain_text("Running", timeout=PATIENCE)
    expect(page.locator("#job-lines")).to_contain_text("step 1")
    grows(page, "#job-lines .job-line")
    expect(page.locator("#job-curves canvas")).to_have_count(1)
    meter = page.locator(".job-now progress")
    first = float(meter.get_attribute("value") or 0)
    grows(page, "#job-curves table tbody tr")
    assert float(meter.get_attribute("value") or 0) > first
    expect(page.locator(".job-now")).to_contain_text("left")
    shown = steps_shown(page)
    assert shown == list(range(len(shown)))  # none lost, none twice, though they came in pieces
    assert page.evaluate("window.stayed") is True
    assert set(asked) == {200}
    expect(page.locator("#toasts")).to_contain_text("has finished", timeout=PATIENCE)
    expect(page.locator(".page-subtitle")).to_contain_text("Succeeded")
    expect(page.locator(".bell-count")).to_have_text("1")
    assert asked[-1] == 286
    so_far = len(asked)
    page.wait_for_timeout(2_500)
    assert len(asked) == so_far
    assert steps_shown(page) == list(range(80))


def test_cancel_from_the_page_ends_the_work_within_two_seconds(window, worker, project):
    worker()
    page = ask(window, project, act="native")
    expect(page.locator(".job-state")).to_contain_text("Running", timeout=PATIENCE)
    clicked = datetime.now(UTC)
    page.get_by_role("button", name="Cancel the job").click()
    expect(page.locator("#toasts")).to_contain_text("Cancelled by a person", timeout=PATIENCE)
    job = the_job()
    assert job.state == State.CANCELLED
    assert (job.finished_at - clicked).total_seconds() < 2.0
    expect(page.locator(".page-subtitle")).to_contain_text("Cancelled")
    expect(page.get_by_role("button", name="Cancel the job")).to_have_count(0)


def test_two_runs_are_compared(window, worker, project):
    worker()
    for seconds in (0.01, 0.02):
        page = ask(window, project, act="show", count=5, seconds=seconds)
        expect(page.locator(".page-subtitle")).to_contain_text("Succeeded", timeout=PATIENCE)
    page.get_by_role("link", name="Compare").click()
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("main")).to_contain_text("What was asked differently")
    cells = page.get_by_role("row").filter(has_text="0.01").all_inner_texts()
    assert any("0.02" in text for text in cells)
    expect(page.locator("main canvas")).to_have_count(1)
    assert overflow(page) == ""
    assert_accessible(page)


@pytest.mark.models
def test_demand_is_fitted_from_its_form_with_a_live_loss_and_stopped_with_its_result(
    window, worker, project
):
    pytest.importorskip("torch")
    table = [(float(n), 3.0 * n + (n * 7 % 5)) for n in range(1, 200)]
    DatasetFactory(
        project=project, name="Sales", columns=[("d", ""), ("D", "units")],
        rows=table,
    )  # fmt: skip
    worker()
    page = window.go(reverse("research:demand_new", args=[project.pk]))
    page.locator("button[value='engine:regression.gradient_descent']").click()
    for column, part in (("D", "target"), ("d", "predictors")):
        group = page.get_by_role("radiogroup", name=f"Part of {column}", exact=True)
        group.locator(f"input[value={part}]").check(force=True)
    page.locator("[name=learning_rate]").fill("0.000001")
    page.locator("[name=epochs]").fill("1000000")
    page.get_by_role("button", name="Fit", exact=True).click()
    page.wait_for_url(re.compile(r"/jobs/[0-9a-f-]{36}/$"))
    expect(page.locator(".job-state")).to_contain_text("Running", timeout=PATIENCE)
    grows(page, "#job-curves table tbody tr")
    page.get_by_role("button", name="Stop and save").click()
    expect(page.locator("#toasts")).to_contain_text("has finished", timeout=PATIENCE)
    job = the_job()
    assert (job.state, job.stop_and_save) == (State.SUCCEEDED, True)
    expect(page.locator(".job-outcome")).to_be_visible()
    assert_accessible(page)


def test_what_a_run_needs_follows_the_form_before_it_starts(window, project, monkeypatch):
    needed = lambda self, params, profiles: Resources(memory_bytes=params.count * 100 * 1024**2)  # noqa: E731
    monkeypatch.setattr(SumEngine, "resources", needed)
    registry.register(SumEngine(), owner=OWNER)
    try:
        page = window.go(reverse("jobs:new", args=[project.pk]) + "?engine=toy.sum")
        needs = page.locator("#run-needs")
        expect(needs).to_contain_text("300 MB")
        page.locator("[name=count]").fill("2")
        page.locator("[name=count]").blur()
        expect(needs).to_contain_text("200 MB")
        assert_accessible(page)
        assert not Job.objects.exists()
    finally:
        registry.unregister(SumEngine.key)
