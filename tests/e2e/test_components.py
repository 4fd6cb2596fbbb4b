"""The shared components in a browser: charts, menus, toasts, tables, forms."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.e2e.browser import assert_accessible, overflow

pytestmark = pytest.mark.urls("tests.e2e.gallery")


def gallery(site, query=""):
    return reverse("gallery", kwargs={"project_id": site.project.pk}) + query


def drawn(page):
    expect(page.locator("[data-chart-area] canvas")).to_have_count(3)
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


@pytest.mark.parametrize("width", [375, 1440])
@pytest.mark.parametrize("menu", ["menu-projects", "menu-language", "menu-theme", "menu-user"])
def test_every_menu_opens_inside_the_window_and_closes_by_escape(visit, site, width, menu):
    page = visit(site.owner, width=width).go(gallery(site))
    page.focus(f".{menu} > summary")
    page.keyboard.press("Enter")
    panel = page.locator(f".{menu} .menu-panel")
    box = panel.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert overflow(page) == ""
    page.keyboard.press("Escape")
    assert not panel.is_visible()


def test_the_side_bar_slides_in_on_a_phone_and_closes(visit, site):
    page = visit(site.owner, width=375).go(gallery(site))
    side = page.locator("#side")
    assert not side.is_visible()
    page.click(".topbar-menu")
    page.wait_for_selector("#side.show:not(.showing)")
    assert side.bounding_box()["x"] == 0
    page.keyboard.press("Escape")
    page.wait_for_selector("#side", state="hidden")


def test_the_theme_changes_at_once_and_is_remembered(visit, site):
    page = drawn(visit(site.owner, width=1440).go(gallery(site)))
    page.click(".menu-theme > summary")
    with page.expect_response("**/appearance/"):
        page.click(".menu-theme button[value=dark]")
    assert page.get_attribute("html", "data-bs-theme") == "dark"
    page.reload()
    assert page.get_attribute("html", "data-bs-theme") == "dark"
    site.owner.refresh_from_db()
    assert site.owner.theme == "dark"


def test_the_language_changes_and_is_remembered(visit, site):
    page = visit(site.owner).go(gallery(site))
    page.click(".menu-language > summary")
    page.click(".menu-language button[value=zh-hans]")
    page.wait_for_load_state()
    assert page.get_attribute("html", "lang") == "zh-Hans"
    assert page.url.endswith(gallery(site))
    site.owner.refresh_from_db()
    assert site.owner.language == "zh-hans"


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ("Toast", "It was 'saved' · 已保存"),
        ("Message", "Look at row 7."),
        ("Error", "Something went wrong here"),
    ],
)
def test_parts_of_a_page_answer_with_toasts(visit, site, button, words, settings):
    visitor = visit(site.owner)
    visitor.expected = ("status of 500", "Error Code 500")
    page = visitor.go(gallery(site))
    page.get_by_role("button", name=button, exact=True).click()
    toast = page.locator(".toast-note", has_text=words)
    toast.wait_for()
    assert page.locator(".toast-note").count() == 1
    toast.get_by_role("button").click()
    assert page.locator(".toast-note").count() == 0


def test_a_lost_session_leads_to_the_log_in_page_and_back_to_the_page(visit, site):
    page = visit(site.owner).go(gallery(site))
    page.context.clear_cookies()
    page.get_by_role("button", name="Lost", exact=True).click()
    page.wait_for_url("**/accounts/login/**")
    assert "gallery" in page.url


def test_a_filter_and_a_sort_change_only_the_table_and_the_address(visit, site):
    page = visit(site.owner).go(gallery(site))
    page.evaluate("window.sameDocument = true")
    page.fill("input[name=country]", "DE")
    expect(page.locator("#table-region tbody tr")).to_have_count(1)
    assert "country=DE" in page.url
    assert "stage=" not in page.url
    assert page.locator("#table-region-status").text_content() == "1 row"
    page.get_by_role("link", name="Stage").click()
    page.wait_for_url("**sort=stage**")
    assert page.locator("#table-region th[aria-sort=ascending]").count() == 1
    assert page.evaluate("window.sameDocument") is True
    page.go_back()
    expect(page).not_to_have_url(re.compile("sort="))
    expect(page.locator("#table-region tbody tr")).not_to_have_count(0)


def test_a_deletion_waits_for_its_phrase(visit, site):
    page = visit(site.owner).go(gallery(site))
    button = page.get_by_role("button", name="Delete")
    assert button.is_disabled()
    page.fill("#id_confirm", site.project.name)
    assert button.is_enabled()


def test_wrong_fields_are_named_and_the_first_gets_the_focus(visit, site):
    page = visit(site.owner).go(gallery(site))
    page.fill("#id_size", "-3")
    page.get_by_role("button", name="Save the lot").click()
    page.wait_for_selector("#id_name_error")
    assert page.evaluate("document.activeElement.id") == "id_name"
    assert page.input_value("#id_size") == "-3"
    described = page.get_attribute("#id_name", "aria-describedby").split()
    assert described == ["id_name_helptext", "id_name_error"]


def test_a_chart_downloads_as_picture_and_as_numbers(visit, site, tmp_path):
    page = drawn(visit(site.owner, accept_downloads=True).go(gallery(site)))
    card = page.locator("[data-chart=chart-fit]")
    with page.expect_download() as picture:
        card.locator("[data-chart-png]").click()
    path = tmp_path / "fit.png"
    picture.value.save_as(path)
    assert path.read_bytes().startswith(b"\x89PNG")
    assert path.stat().st_size > 20_000
    with page.expect_download() as numbers:
        card.locator("[data-chart-csv]").click()
    path = tmp_path / "fit.csv"
    numbers.value.save_as(path)
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1 + 12 * 3
    assert lines[0].startswith("series,name,Income (USD),")
    assert lines[1] == "95 % interval,,1,92.5,132.5"


def test_a_chart_follows_the_theme(visit, site):
    page = drawn(visit(site.owner).go(gallery(site)))

    def colour():
        return page.evaluate("window.lepton.charts.theme().text")

    light = colour()
    page.evaluate("window.leptonTheme.choose('dark')")
    assert colour() != light


def test_without_javascript_the_page_still_says_everything(visit, site):
    page = visit(site.owner, width=375, java_script_enabled=False).go(gallery(site))
    assert page.locator("[data-chart=chart-fit] table").is_visible()
    assert not page.locator("[data-chart=chart-fit] [data-chart-area]").is_visible()
    assert page.get_by_role("button", name="Show").is_visible()
    assert page.get_by_role("button", name="Delete").is_enabled()
    page.click(".topbar-menu")
    assert page.locator("#side").is_visible()


def test_what_a_script_has_styled_is_swapped_without_a_blocked_style(visit, site):
    page = visit(site.owner).go(gallery(site))
    page.evaluate(
        """() => {
          const box = document.createElement("div");
          box.innerHTML = '<p id="styled">old</p>';
          document.querySelector("main").append(box);
          box.firstChild.style.height = "90px";
          htmx.swap(box, '<p id="styled">new</p>', {swapStyle: "innerHTML"});
        }"""
    )
    expect(page.locator("#styled")).to_have_text("new")
    expect(page.locator("#styled")).not_to_have_class("htmx-settling")
