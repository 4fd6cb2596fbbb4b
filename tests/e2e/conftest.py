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
from django.conf import settings
from django.test import Client

from tests.e2e.browser import Visitor, find_chromium, launch
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
        cookies = {settings.LANGUAGE_COOKIE_NAME: language}
        if user is not None:
            cookies[settings.SESSION_COOKIE_NAME] = session_of(user)
        context.add_cookies(
            [{"name": k, "value": v, "url": live_server.url} for k, v in cookies.items()]
        )
        visitor = Visitor(context, context.new_page(), live_server.url)
        visitor.watch()
        visitors.append(visitor)
        return visitor

    yield open_window
    problems = [problem for visitor in visitors for problem in visitor.problems]
    for visitor in visitors:
        visitor.context.close()
    assert not problems, "\n".join(problems)


def session_of(user: Any) -> str:
    """The key of a logged-in session: the log-in page has its own tests."""
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture
def site(transactional_db: Any) -> Site:
    """A project with people, markets and whatever else the main pages show."""
    return build_site()
