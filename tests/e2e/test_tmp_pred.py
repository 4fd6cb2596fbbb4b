import pytest

from tests.e2e.pages import PAGES
from tests.e2e.test_pages import wrong_with

pytestmark = pytest.mark.urls("tests.e2e.urls")
NAMES = {
    "predictions",
    "predictions-list",
    "prediction-of-period",
    "kept-run",
    "keep-predictions",
    "overview",
}


def test_mine(visit, site):
    failures = []
    for width, language in ((1440, "en"), (375, "zh-hans"), (1440, "zh-hans"), (375, "en")):
        w = visit(site.owner, width=width, theme="light", language=language)
        for page in PAGES:
            if page.name in NAMES:
                failures += (
                    wrong_with(page, w, site, width)
                    if (width, language) in ((1440, "en"), (375, "zh-hans"))
                    else []
                )
                w.page.emulate_media(color_scheme="light")
                w.page.goto(w.base + page.path(site), wait_until="load")
                w.page.wait_for_timeout(500)
                w.page.screenshot(
                    path=f"/tmp/shots_pred/{page.name}-{width}-{language}.png", full_page=True
                )
    assert not failures, "\n\n".join(failures)
