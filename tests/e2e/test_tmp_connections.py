import pytest
from tests.e2e.pages import PAGES
from tests.e2e.test_pages import wrong_with
from tests.crm.connectors.tables import MAIN_PAGES
pytestmark = pytest.mark.urls("tests.e2e.urls")
NAMES = {one[0] for one in MAIN_PAGES}

@pytest.mark.parametrize(("width", "language"), [(1440, "en"), (375, "zh-hans")])
def test_mine(visit, site, width, language):
    failures = []
    window = visit(site.owner, width=width, theme="light", language=language)
    for page in PAGES:
        if page.name in NAMES:
            failures += wrong_with(page, window, site, width)
            window.page.emulate_media(color_scheme="light")
            window.page.set_viewport_size({"width": width, "height": 900})
            window.page.screenshot(path=f"/tmp/shots-conn/{page.name}-{width}.png", full_page=True)
    assert not failures, "\n\n".join(failures)
