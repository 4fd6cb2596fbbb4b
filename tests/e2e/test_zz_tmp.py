import pytest
from tests.e2e.pages import PAGES
from tests.e2e.test_pages import wrong_with, LOOKS
pytestmark = pytest.mark.urls("tests.e2e.urls")
NAMES = ("plan","plan-roadmap","plan-items","plan-item","plan-needs","plan-need","new-plan-item","edit-plan-item","delete-plan-item","new-need","new-criterion","edit-item-market","edit-pilot","campaign-new","new-campaign","edit-competitor","add-campaign")
@pytest.mark.parametrize(("width", "language"), LOOKS)
def test_x(visit, site, width, language):
    failures=[]
    w = visit(site.owner, width=width, theme="light", language=language)
    for page in PAGES:
        if page.name in NAMES or "competitor" in page.name or "campaign" in page.name:
            failures += wrong_with(page, w, site, width)
            if page.name in ("plan","plan-roadmap","plan-item","plan-items","edit-pilot","new-plan-item","edit-item-market","delete-plan-item"):
                for wd in (1440,375):
                    for theme in ("light","dark"):
                        if (theme=="dark") and page.name not in ("plan","plan-item","plan-roadmap"): continue
                        w.page.set_viewport_size({"width":wd,"height":900})
                        w.page.emulate_media(color_scheme=theme)
                        w.page.wait_for_timeout(150)
                        w.page.screenshot(path=f"/tmp/planscratch/{page.name}-{wd}-{theme}-{language}.png", full_page=True)
    assert not failures, "\n\n".join(failures)
