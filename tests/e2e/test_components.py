"""The shared components in a browser: charts, menus, toasts, tables, forms."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.urls import reverse

from tests.e2e.browser import assert_accessible, overflow

pytestmark = pytest.mark.urls("tests.e2e.gallery")


def gallery(site, query=""):
    return reverse("gallery", kwargs={"project_id": site.project.pk}) + query


def drawn(page):
    page.wait_for_function("document.querySelectorAll('[data-chart-area] canvas').length === 3")
    return page


@pytest.mark.parametrize(
    ("width", "theme", "language"),
    [(1440, "light", "en"), (375, "dark", "zh-hans"), (375, "light", "en"), (1440, "dark", "en")],
)
def test_every_component_is_accessible_and_fits(visit, site, width, theme, language):
    page = drawn(
        visit(site.owner, width=width, theme=theme, language=language).go(
            gallery(site, "?say=1&country=x")
        )
    )
    folder = os.environ.get("SHOTS")
    if folder:
        page.screenshot(
            path=Path(folder, f"gallery-{width}-{theme}-{language}.png"), full_page=True
        )
    assert overflow(page) == ""
    assert_accessible(page)
