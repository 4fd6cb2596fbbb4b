"""Chromium for the browser tests, and what is held of every page that it opens."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    record_authentication,
)
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

AXE = next(Path("tests/vendor").glob("axe-core-*/axe.min.js"))
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"
# The first has no window to draw: a page takes a quarter of the time that a whole browser takes.
CANDIDATES = (
    "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome",
    "google-chrome-stable",
)  # fmt: skip
FOREIGN = [[".swagger-ui"]]  # the API's try-it page embeds another project's interface
A_LONG_WALK = 3600  # seconds for which no page asks for the password again
WATCH = """
document.addEventListener("securitypolicyviolation", (event) => {
  window.reportViolation(
    `${event.effectiveDirective} blocked ${event.blockedURI || event.sample} at ` +
    `${event.sourceFile}:${event.lineNumber} on ${location.pathname}`);
});
"""


def find_chromium() -> str:
    """The browser named by ``CHROMIUM``, else one that is installed; empty if there is none."""
    named = os.environ.get("CHROMIUM", "")
    if named:
        return named if Path(named).exists() else ""
    return next((path for name in CANDIDATES if (path := shutil.which(name))), "")


def launch(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)


def cookies_of(user: Any, language: str, address: str) -> list[Any]:
    """A language, and a session of ``user`` that has just given the password (None: nobody)."""
    values = {settings.LANGUAGE_COOKIE_NAME: language}
    if user is not None:
        client = Client()
        client.force_login(user)
        session = client.session
        request = HttpRequest()
        request.session = session
        record_authentication(request, user, method="password", reauthenticated=True)
        session[AUTHENTICATION_METHODS_SESSION_KEY][-1]["at"] += A_LONG_WALK
        session.save()
        UserSession.objects.get_or_create(
            user=user,
            session_key=session.session_key,
            defaults={"ip": "192.0.2.10", "user_agent": AGENT},
        )
        values[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return [{"name": name, "value": value, "url": address} for name, value in values.items()]


@dataclass
class Visitor:
    """One person at one screen. ``problems`` collects what no page may ever cause."""

    context: BrowserContext
    page: Page
    base: str
    problems: list[str] = field(default_factory=list)
    expected: tuple[str, ...] = ()  # parts of console lines that a test provokes on purpose

    def go(self, path: str) -> Page:
        self.page.goto(self.base + path, wait_until="load")
        return self.page

    def watch(self) -> None:
        self.context.expose_function("reportViolation", self._problem)
        self.context.add_init_script(WATCH)
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self._problem(f"script error: {error}"))
        self.page.on("request", self._requested)

    def _requested(self, request: object) -> None:
        url = str(getattr(request, "url", ""))
        if not url.startswith((self.base, "data:", "blob:")):
            self._problem(f"asked another host: {url}")

    def _heard(self, message: object) -> None:
        if getattr(message, "type", "") in ("error", "warning"):
            self._problem(f"console: {getattr(message, 'text', '')} on {self.page.url}")

    def _problem(self, text: str) -> None:
        if not any(part in text for part in self.expected):
            self.problems.append(text)


def overflow(page: Page) -> str:
    """What sticks out to the right of the window once ten frames are drawn; empty if nothing does.
    What observes its own size hears of a window that has changed when the next frame is drawn.
    """
    return str(
        page.evaluate("""async () => {
          const width = document.documentElement.clientWidth;
          for (let frame = 0; document.documentElement.scrollWidth > width && frame < 10; frame++)
            await new Promise(requestAnimationFrame);
          if (document.documentElement.scrollWidth <= width) return "";
          const wide = [...document.querySelectorAll("body *")].filter((el) => {
            const box = el.getBoundingClientRect();
            return box.width && box.right > width + 1;
          });
          return `${document.documentElement.scrollWidth} > ${width}: ` + wide.slice(0, 6)
            .map((el) => `${el.tagName}.${el.className?.baseVal ?? el.className}`).join(", ");
        }""")
    )


def assert_accessible(
    page: Page, *, only: tuple[str, ...] = (), also: tuple[str, ...] = ()
) -> None:
    """Fail with what axe finds (WCAG 2.2 A and AA, best practices); ``only`` limits the rules,
    ``also`` adds some that axe leaves out unless asked.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    options: dict[str, object] = {
        "resultTypes": ["violations"],
        "rules": {rule: {"enabled": True} for rule in also},
    }
    if only:
        options["runOnly"] = {"type": "rule", "values": list(only)}
    found = page.evaluate(
        "([where, options]) => axe.run(where, options)", [{"exclude": FOREIGN}, options]
    )["violations"]
    told = [
        f"{item['id']} ({item['impact']}): {item['help']}\n"
        + "\n".join(
            f"    {json.dumps(node['target'])} {node['html'][:160]}\n"
            f"      {node.get('failureSummary', '')[:300]}"
            for node in item["nodes"][:4]
        )
        for item in found
    ]
    assert not told, f"{page.url}\n" + "\n".join(told)
