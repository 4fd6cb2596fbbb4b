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
LOOKS = tuple(product((1440, 375), ("light", "dark"), ("en", "zh-hans")))
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
        with working(), served() as address:
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
        [sys.executable, "-m", "gunicorn", "lepton_site.wsgi", "--bind", f"127.0.0.1:{port}",
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
    wait_for_fits()
    site = the_site()
    predict_once(site)
    OUT.mkdir(parents=True, exist_ok=True)
    wrong: list[str] = []
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for look in LOOKS:
            wrong += in_one_look(browser, address, site, pages, look)
        browser.close()
    print(f"{len(pages) * len(LOOKS)} pictures in {OUT.relative_to(ROOT)}")
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


def in_one_look(browser: Any, address: str, site: Any, pages: list[Any], look: Any) -> list[str]:
    width, theme, language = look
    wrong = []
    for who in sorted({page.who for page in pages}):
        context = browser.new_context(
            viewport={"width": width, "height": 900 if width > 600 else 812},
            color_scheme=theme,
            reduced_motion="reduce",
        )
        context.add_cookies(cookies(address, getattr(site, who, None), language))
        window = context.new_page()
        for page in (page for page in pages if page.who == who):
            answer = window.goto(address + page.path(site), wait_until="networkidle")
            if answer.status != page.status:
                wrong.append(f"{page.name}: answered {answer.status}")
            name = f"{page.name}-{width}-{theme}-{language}.png"
            window.screenshot(path=OUT / name, full_page=True)
        context.close()
    return wrong


def cookies(address: str, user: Any, language: str) -> list[dict[str, str]]:
    from django.conf import settings
    from django.test import Client

    values = {settings.LANGUAGE_COOKIE_NAME: language}
    if user is not None:
        client = Client()
        client.force_login(user)
        values[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return [{"name": name, "value": value, "url": address} for name, value in values.items()]


if __name__ == "__main__":
    sys.exit(main())
