"""Chromium for the browser tests, and what is held of every page that it opens."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

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
CANDIDATES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FOREIGN = [[".swagger-ui"]]  # the API's try-it page embeds another project's interface
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
    """What sticks out to the right of the window; empty if nothing does."""
    return str(
        page.evaluate("""() => {
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= width) return "";
          const wide = [...document.querySelectorAll("body *")].filter((el) => {
            const box = el.getBoundingClientRect();
            return box.width && box.right > width + 1;
          });
          return `${document.documentElement.scrollWidth} > ${width}: ` + wide.slice(0, 6)
            .map((el) => `${el.tagName}.${el.className?.baseVal ?? el.className}`).join(", ");
        }""")
    )


def assert_accessible(page: Page, *, only: tuple[str, ...] = ()) -> None:
    """Fail with what axe finds (WCAG 2.2 A and AA, best practices); ``only`` limits the rules."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    options: dict[str, object] = {"resultTypes": ["violations"]}
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
