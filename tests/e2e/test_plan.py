"""A need becomes an item, is verified, tried out and released, as a person does it in a browser."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from apps.projects.plan.models import ItemMarket, PlanItem
from tests.factories.accounts import UserFactory
from tests.factories.projects import MarketEntryFactory, ProjectFactory


@pytest.fixture
def owner(transactional_db):
    return UserFactory(name="Lin Yue")


def test_from_a_need_to_a_release_on_the_board(visit, owner):
    project = ProjectFactory(name="Desk lamp", owner=owner)
    MarketEntryFactory(project=project, country="DEU")
    window = visit(owner)
    window.expected = ("status of 422",)  # the refusal that is provoked
    page = window.page
    window.go(reverse("projects:plan_new", args=[project.pk, "need"]))
    page.get_by_label("Need", exact=True).fill("The lamp forgets its level")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Plan an item").click()

    page.get_by_label("Title").fill("Remember the level")
    page.get_by_label("Goal").fill("Nobody sets it again")
    page.get_by_label("Technical requirement").fill("Kept for 30 days")
    page.get_by_role("checkbox", name="Germany").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="The lamp forgets its level")).to_be_visible()

    page.get_by_role("link", name="Add criterion").click()
    page.get_by_label("Acceptance criterion").fill("There after 30 days")
    page.get_by_label("Result").select_option("passed")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Add pilot").click()
    page.get_by_label("From").fill("2026-11-01")
    page.get_by_label("To", exact=True).fill("2026-11-30")
    first = page.get_by_role("group", name="Criterion 1")
    first.get_by_label("Metric").fill("Returns")
    first.get_by_label("is").select_option("<=")
    first.get_by_label("Number").fill("4")
    page.get_by_role("button", name="Save").click()

    page.get_by_role("link", name="Board").click()
    columns = ("Agreed", "In development", "Verifying", "Pilot")
    for name in columns:  # by the keyboard: the focus stays on the card that was moved
        button = page.get_by_role("button", name=f"Move 'Remember the level' to: {name}")
        button.focus()
        page.keyboard.press("Enter")
        column = page.get_by_role("region", name=name)
        expect(column.get_by_role("link", name="Remember the level")).to_be_visible()
        expect(page.locator("button:focus")).to_have_attribute("id", page_id())
    page.get_by_role("button", name="to: Released").click()
    expect(page.get_by_role("alert")).to_contain_text("The pilot in Germany is still open.")

    page.get_by_role("link", name="Open the item").click()
    page.get_by_role("link", name="Enter what was seen").click()
    page.get_by_role("group", name="Criterion 1").get_by_label("Value seen").fill("2.5")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Board").click()
    page.get_by_role("button", name="to: Released").click()
    released = page.get_by_role("region", name="Released")
    expect(released.get_by_role("link", name="Remember the level")).to_be_visible()
    assert PlanItem.objects.get().state == "released"
    assert ItemMarket.objects.get().state == "released"


def page_id() -> str:
    return f"move-{PlanItem.objects.get().pk}"
