"""Bringing a table in, as a person does it in a browser; the real jobs run between the steps."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, field

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from apps.core.messages import msg
from apps.datasets.domain import uploads
from apps.datasets.models import Upload
from apps.datasets.views import uploading
from tests.factories.accounts import UserFactory
from tests.factories.projects import ProjectFactory

CHUNK = 20_000
HEAD = "country,year,code,price (USD)\n"


def table(rows: int) -> bytes:
    places = ("France", "Germany", "Japan", "Brazil")
    lines = [f"{places[n % 4]},{2000 + n // 4},{n:05},{n / 4:.2f}\n" for n in range(rows)]
    return (HEAD + "".join(lines)).encode()


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch):
    monkeypatch.setattr(uploading, "CHUNK_BYTES", CHUNK)


@pytest.fixture
def owner(transactional_db):
    return UserFactory()


@pytest.fixture
def project(owner):
    return ProjectFactory(name="Desk lamp", owner=owner)


def upload_url(project) -> str:
    return reverse("datasets:upload", args=[project.pk])


def choose(page, content: bytes, name: str = "prices.csv") -> None:
    page.set_input_files(
        "[data-pick]", files=[{"name": name, "mimeType": "text/csv", "buffer": content}]
    )


def choose_from_disk(page, path) -> None:
    """A file that keeps its time of change, by which the page knows it again."""
    page.set_input_files("[data-pick]", files=[str(path)])


def patches(page) -> list[int]:
    """Grows by the offset of every chunk that the page sends."""
    seen: list[int] = []

    def note(request) -> None:
        if request.method == "PATCH":
            seen.append(int(request.headers["upload-offset"]))

    page.on("request", note)
    return seen


def test_from_a_file_to_its_profile(visit, owner, project, run_jobs):
    content = table(3000)
    page = visit(owner).go(upload_url(project))
    sent = patches(page)
    choose(page, content)
    page.wait_for_url("**/check/")
    assert sent == list(range(0, len(content), CHUNK))
    assert len(sent) > 3
    run_jobs()
    page.wait_for_selector("#plan")  # the page asks each second
    expect(page.get_by_text("3000 rows")).to_be_visible()

    first = page.locator(".preview-table tbody tr").first
    expect(first.locator("td").nth(0)).to_have_text("FRA")
    code = page.get_by_label("Type of code")
    expect(code).to_have_value("text")
    expect(first.locator("td").nth(2)).to_have_text("00000")
    code.select_option("integer")
    expect(first.locator("td").nth(2)).to_have_text("0")
    page.locator("#id_name").fill("Prices by market")
    page.get_by_role("button", name="Import").click()
    page.wait_for_selector("#upload-state")
    run_jobs()
    expect(page).to_have_url(re.compile(r"/data/[0-9a-f-]{36}/$"))  # two answers may lead there
    expect(page.get_by_role("heading", name="Prices by market", level=1)).to_be_visible()
    version = Upload.objects.get().version
    assert version.rows == 3000
    code_column = next(column for column in version.columns if column["name"] == "code")
    assert code_column["dtype"] == "integer"
    expect(page.locator("#rows")).to_contain_text("FRA")


@dataclass
class Line:
    """What becomes of all chunks but the first: they fail (``broken``) or wait (``held``)."""

    broken: bool = False
    held: bool = False
    reached: threading.Event = field(default_factory=threading.Event)
    free: threading.Event = field(default_factory=threading.Event)

    def pass_on(self, offset: int) -> None:
        if offset < CHUNK or not (self.broken or self.held):
            return
        self.reached.set()
        if self.held:
            self.free.wait(30)
        raise uploads.UploadRefused(msg("The line is broken."), 503)


@pytest.fixture
def line(monkeypatch) -> Line:
    line, receive = Line(), uploads.receive

    def through(upload_id, offset, chunks):
        line.pass_on(offset)
        return receive(upload_id, offset, chunks)

    monkeypatch.setattr(uploads, "receive", through)
    return line


def test_an_interrupted_upload_goes_on_after_a_reload(
    visit, owner, project, run_jobs, line, tmp_path
):
    content = table(3000)
    path = tmp_path / "prices.csv"
    path.write_bytes(content)
    line.broken = True
    window = visit(owner)
    window.expected = ("Failed to load resource", "leave the page")
    page = window.go(upload_url(project))
    page.on("dialog", lambda dialog: dialog.accept())  # the page warns before it is left
    choose_from_disk(page, path)
    expect(page.locator("[data-words]")).to_contain_text("The connection is lost")
    page.reload()
    line.broken = False
    expect(page.locator("[data-resume]")).to_contain_text("prices.csv")
    assert Upload.objects.get().offset == CHUNK
    sent = patches(page)
    choose_from_disk(page, path)
    page.wait_for_url("**/check/")
    assert sent[0] == CHUNK
    run_jobs()
    page.wait_for_selector("#plan")  # the page asks each second
    upload = Upload.objects.get()  # the same one, not a second
    assert upload.offset == upload.size == len(content)


def test_pause_and_go_on(visit, owner, project, line):
    content = table(3000)
    line.held = True
    window = visit(owner)
    window.expected = ("Failed to load resource",)
    page = window.go(upload_url(project))
    choose(page, content)
    while not line.reached.is_set():
        page.wait_for_timeout(50)
    page.get_by_role("button", name="Pause").click()
    expect(page.locator("[data-words]")).to_contain_text("Paused at")
    line.held = False
    line.free.set()
    assert Upload.objects.get().offset == CHUNK
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url("**/check/")
    assert Upload.objects.get().offset == len(content)


def test_rows_pasted_from_a_spreadsheet(visit, owner, project, run_jobs):
    page = visit(owner, width=375).go(upload_url(project))
    page.get_by_label("Or paste rows from a spreadsheet").fill(
        "market\tunits\nGermany\t12\nFrance\t7\n"
    )
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/check/")
    run_jobs()
    page.wait_for_selector("#plan")  # the page asks each second
    page.get_by_role("button", name="Import").click()
    page.wait_for_selector("#upload-state")
    run_jobs()
    page.wait_for_selector("#rows")
    rows = page.locator("#rows tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("DEU")


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(visit, owner, project):
    project.disk_quota_bytes = 1000
    project.save()
    page = visit(owner).go(upload_url(project))
    sent = patches(page)
    choose(page, table(300))
    expect(page.get_by_role("alert").filter(has_text="disk quota")).to_be_visible()
    assert not sent
    assert not Upload.objects.exists()
