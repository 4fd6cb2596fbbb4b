"""Every main page at two widths, in both themes and both languages."""

from __future__ import annotations

import pytest

from tests.e2e.browser import assert_accessible, overflow
from tests.e2e.pages import PAGES

# Both widths, both themes and both languages meet on each page in four looks of the eight.
LOOKS = (
    (1440, "light", "en"),
    (375, "light", "zh-hans"),
    (1440, "dark", "zh-hans"),
    (375, "dark", "en"),
)


@pytest.mark.parametrize(("width", "theme", "language"), LOOKS, ids=lambda value: str(value))
def test_main_pages(visit, site, width, theme, language):
    people = {"owner": site.owner, "admin": site.admin, "nobody": None}
    windows = {}
    failures = []
    for page in PAGES:
        if page.who not in windows:
            windows[page.who] = visit(people[page.who], width=width, theme=theme, language=language)
            windows[page.who].expected = ("status of 404",)
        window = windows[page.who]
        answer = window.page.goto(window.base + page.path(site), wait_until="load")
        if answer.status != page.status:
            failures.append(f"{page.name}: answered {answer.status}")
            continue
        if not page.ours:
            continue
        if told := overflow(window.page):
            failures.append(f"{page.name}: wider than the window: {told}")
        try:
            # Everything once; contrast in each theme and language.
            only = () if (width, theme) in {(1440, "light"), (375, "dark")} else ("color-contrast",)
            assert_accessible(window.page, only=only)
        except AssertionError as error:
            failures.append(f"{page.name}: {error}")
    assert not failures, "\n\n".join(failures)
