"""Pictures of every main page, for people to look at: ``make shots``.

Starts a site of its own in a temporary folder with the sample project and a worker that fits it,
photographs the pages of ``tests/e2e/pages.py`` at two widths, in both themes and both languages,
and writes them to
``var/shots/<page>-<width>-<theme>-<language>.png``. ``SHOTS="jobs job"`` limits it to those pages.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "var" / "shots"
LOADED = tuple(product((1440, 375), ("en", "zh-hans")))
THEMES = ("light", "dark")
SETTLED_MS = 350  # charts and maps are drawn by then
START_SECONDS = 60
FIT_SECONDS = 180


def main() -> int:
    folder = tempfile.mkdtemp(prefix="lepton-shots-")
    os.environ |= {
        "LEPTON_VAR": folder,
        "DJANGO_SETTINGS_MODULE": "lepton_site.settings",
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",  # Playwright's loop runs in this thread
        "LOG_LEVEL": "WARNING",
    }
    try:
        subprocess.run([sys.executable, "-m", "deploy.prepare"], cwd=ROOT, check=True)
        with served() as address:
            return photograph(address)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def served() -> Iterator[str]:
    """The site behind gunicorn on a free port, stopped at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "tests.e2e.wsgi", "--bind", f"127.0.0.1:{port}",
         "--threads", "4", "--log-level", "warning"],
        cwd=ROOT,
    )  # fmt: skip
    try:
        wait_for(address + "/health/live")
        yield address
    finally:
        server.terminate()
        server.wait(20)


@contextmanager
def working() -> Iterator[None]:
    """A worker for the sample's fits, stopped at the end."""
    worker = subprocess.Popen(
        [sys.executable, "-m", "celery", "--quiet", "-A", "lepton_site", "worker", "--pool",
         "threads", "--concurrency", "2", "-Q", "default,heavy,gpu", "--loglevel", "WARNING",
         "--without-gossip", "--without-mingle"],
        cwd=ROOT,
    )  # fmt: skip
    try:
        yield
    finally:
        worker.terminate()
        worker.wait(60)


def wait_for(url: str) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(url, timeout=2)  # noqa: S310 - an address of this machine
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(f"The site did not answer at {url} within {START_SECONDS} seconds.")


def photograph(address: str) -> int:
    """Every page in every look; says at the end what did not answer as it should."""
    import django

    django.setup()
    from playwright.sync_api import sync_playwright

    from tests.e2e.browser import find_chromium, launch
    from tests.e2e.pages import PAGES
    from tests.e2e.site import the_site

    if not find_chromium():
        print("No Chromium was found. Install it, or name it in CHROMIUM.")
        return 1
    wanted = os.environ.get("SHOTS", "").split()
    pages = [page for page in PAGES if not wanted or page.name in wanted]
    with working():
        wait_for_fits()
        site = the_site()
        predict_once(site)
    OUT.mkdir(parents=True, exist_ok=True)
    wrong: list[str] = []
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for width, language in LOADED:
            wrong += photograph_at(browser, address, site, pages, width, language)
        browser.close()
    print(f"{len(pages) * len(LOADED) * len(THEMES)} pictures in {OUT.relative_to(ROOT)}")
    print("\n".join(wrong))
    return 1 if wrong else 0


def wait_for_fits() -> None:
    """Until every job of the sample has ended."""
    from apps.jobs.domain.waiting import wait_for as wait_for_job
    from apps.jobs.models import Job

    for job in Job.objects.filter(project__is_sample=True):
        wait_for_job(job, FIT_SECONDS)


def predict_once(site: Any) -> None:
    """An answer for the predict page: the smallest, a middle and the largest of each predictor."""
    from apps.jobs.domain.waiting import wait_for as wait_for_job
    from apps.modelhub.domain.predict import ask
    from apps.modelhub.presentation import fields_of

    if site.model is None:
        return
    known = [field for field in fields_of(site.model) if field.maximum is not None]
    rows = [
        {
            field.name: str(field.minimum + share * (field.maximum - field.minimum))
            for field in known
            if field.minimum is not None and field.maximum is not None
        }
        for share in (0.0, 0.5, 1.0)
    ]
    site.prediction = ask(site.model, site.owner, rows)
    wait_for_job(site.prediction, FIT_SECONDS)


def photograph_at(
    browser: Any, address: str, site: Any, pages: list[Any], width: int, language: str
) -> list[str]:
    """Each page in both themes; returns what did not answer as it should."""
    from tests.e2e.browser import cookies_of

    wrong = []
    for who in sorted({page.who for page in pages}):
        context = browser.new_context(
            viewport={"width": width, "height": 900 if width > 600 else 812},
            reduced_motion="reduce",
        )
        context.add_cookies(cookies_of(getattr(site, who, None), language, address))
        window = context.new_page()
        for page in (page for page in pages if page.who == who):
            window.emulate_media(color_scheme="light")
            answer = window.goto(address + page.path(site), wait_until="load")
            if answer.status != page.status:
                wrong.append(f"{page.name}: answered {answer.status}")
            if page.act:
                page.act(window, site)
            for theme in THEMES:
                window.emulate_media(color_scheme=theme)
                window.wait_for_timeout(SETTLED_MS)
                name = f"{page.name}-{width}-{theme}-{language}.png"
                window.screenshot(path=OUT / name, full_page=True)
        context.close()
    return wrong


if __name__ == "__main__":
    sys.exit(main())
