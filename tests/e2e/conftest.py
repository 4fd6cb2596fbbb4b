"""Browser fixtures. Without Chromium these tests skip; in CI they fail instead.

Every page opened through ``visit`` is watched: a Content-Security-Policy violation, a line in the
console or a request to another host fails the test that opened it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.test.testcases import _StaticFilesHandler

from tests.e2e.browser import Visitor, cookies_of, find_chromium, launch
from tests.e2e.site import Site, build_site

# Playwright's own event loop runs in this thread; the database is used between its steps only.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
NO_BROWSER = "No Chromium was found. Install it, or name it in CHROMIUM, to run the browser tests."


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    if not find_chromium():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(NO_BROWSER)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session", autouse=True)
def _assets_are_cached() -> Iterator[None]:
    """As on a site, where whitenoise serves them: a window asks for each file once."""
    with pytest.MonkeyPatch.context() as patch:
        plain = _StaticFilesHandler.serve

        def serve(handler: _StaticFilesHandler, request: HttpRequest) -> HttpResponseBase:
            answer = plain(handler, request)
            answer["Cache-Control"] = "max-age=3600, immutable"
            return answer

        patch.setattr(_StaticFilesHandler, "serve", serve)
        yield


@pytest.fixture
def visit(browser: Any, live_server: Any) -> Iterator[Callable[..., Visitor]]:
    """``visit(user, width=375, theme="dark", language="zh-hans")`` opens a watched window."""
    visitors: list[Visitor] = []

    def open_window(
        user: Any = None,
        *,
        width: int = 1440,
        theme: str = "light",
        language: str = "en",
        **options: Any,
    ) -> Visitor:
        context = browser.new_context(
            viewport={"width": width, "height": 900 if width > 600 else 812},
            color_scheme=theme,
            locale={"zh-hans": "zh-CN"}.get(language, "en-GB"),
            reduced_motion="reduce",
            **options,
        )
        context.add_cookies(cookies_of(user, language, live_server.url))
        visitor = Visitor(context, context.new_page(), live_server.url)
        visitor.watch()
        visitors.append(visitor)
        return visitor

    yield open_window
    problems = [problem for visitor in visitors for problem in visitor.problems]
    for visitor in visitors:
        visitor.context.close()
    assert not problems, "\n".join(problems)


@pytest.fixture
def site(transactional_db: Any) -> Site:
    """A project with people, markets and whatever else the main pages show."""
    return build_site()
