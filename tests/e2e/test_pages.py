"""Every main page in all eight looks: two widths, two themes, two languages."""

from __future__ import annotations

from typing import Any
from zlib import crc32

import pytest
from playwright.sync_api import Page

from tests.e2e.browser import Visitor, assert_accessible, overflow
from tests.e2e.pages import PAGES, MainPage

pytestmark = pytest.mark.urls("tests.e2e.urls")
# Markup and colours know a width and a theme but no language, words a language and a width: each
# page is loaded in two of the eight looks, and the window then says that the device went dark or
# that it became narrow or wide. So every rule is asked at both widths, in both themes and in each
# language once, and every page is measured in each language at both widths.
LOOKS = ((1440, "en"), (375, "zh-hans"))
OTHER = {1440: {"width": 375, "height": 812}, 375: {"width": 1440, "height": 900}}
COLOURS = ("color-contrast",)
TARGETS = ("target-size",)  # off in axe unless asked for; a finger needs them


@pytest.mark.parametrize(
    "others", [False, pytest.param(True, marks=pytest.mark.soak)], ids=["half", "other half"]
)
@pytest.mark.parametrize(("width", "language"), LOOKS, ids=lambda value: str(value))
def test_main_pages(visit, site, width, language, others):
    windows: dict[str, Visitor] = {}
    failures = []
    for page in half(LOOKS.index((width, language)) ^ others):
        if page.who not in windows:
            person = getattr(site, page.who, None)
            windows[page.who] = visit(person, width=width, theme="light", language=language)
        failures += wrong_with(page, windows[page.who], site, width)
    assert not failures, "\n\n".join(failures)


def half(which: int) -> list[MainPage]:
    """One of the two halves, into which a page falls by its name: others coming changes nothing."""
    pages = [page for page in PAGES if crc32(page.name.encode()) % 2 == which]
    assert pages
    return pages


def wrong_with(page: MainPage, window: Visitor, site: Any, width: int) -> list[str]:
    """What is wrong with the page: light, dark, and at the other width."""
    window.expected = (f"status of {page.status}",)
    window.page.emulate_media(color_scheme="light")
    answer = window.page.goto(window.base + page.path(site), wait_until="load")
    if answer is None or answer.status != page.status:
        return [f"{page.name}: answered {answer and answer.status}"]
    if page.act:
        page.act(window.page, site)
    if not page.ours:
        return []
    as_it_was = dict(window.page.viewport_size or {})
    failures = sticking_out(page, window.page)
    failures += inaccessible(page, window.page, also=TARGETS if width == 375 else ())
    window.page.emulate_media(color_scheme="dark")
    window.page.wait_for_selector("html[data-bs-theme=dark]", state="attached")
    failures += inaccessible(page, window.page, only=COLOURS)
    window.page.set_viewport_size(OTHER[width])
    failures += sticking_out(page, window.page)
    window.page.set_viewport_size(as_it_was)
    return failures


def sticking_out(page: MainPage, window: Page) -> list[str]:
    told = overflow(window)
    width = (window.viewport_size or {}).get("width")
    return [f"{page.name}: wider than the window of {width}: {told}"] if told else []


def inaccessible(page: MainPage, window: Page, **rules: tuple[str, ...]) -> list[str]:
    try:
        assert_accessible(window, **rules)
    except AssertionError as error:
        return [f"{page.name}: {error}"]
    return []
