"""A need becomes an item, is tried out, released and measured, as a person does it in a browser."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from apps.core.messages import msg
from apps.jobs.models import Job
from apps.projects.plan.models import ItemMarket, PlanItem
from tests.factories.accounts import UserFactory
from tests.factories.jobs import JobFactory
from tests.factories.plan import PlanItemFactory
from tests.factories.projects import MarketEntryFactory, ProjectFactory


@pytest.fixture
def owner(transactional_db):
    return UserFactory(name="Lin Yue")


def test_from_a_need_to_a_measured_effect(visit, owner):
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

    released.get_by_role("link", name="Remember the level").click()
    measure(page, project)


def measure(page, project) -> None:
    """On the item's page: a run is added, and the item moved on."""
    run = measured_run(project)
    expect(page.get_by_text("no data")).to_be_visible()
    page.get_by_text("Add evidence").click()
    address = reverse("jobs:detail", args=[project.pk, run.pk])
    page.get_by_label("Address").fill(f"https://lepton.example{address}")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("Complaints in DEU fell by 31 %.")).to_be_visible()
    page.get_by_label("Move to").select_option("measured")
    page.get_by_role("button", name="Move", exact=True).click()
    page.get_by_role("link", name="Board").click()
    card = page.get_by_role("region", name="Measured").get_by_role("listitem")
    expect(card).to_contain_text(re.compile("Germany: .31.2 % .*46.* to .*12"))


def measured_run(project) -> Job:
    """A run of ``effects.release`` that has succeeded."""
    sentence = msg("Complaints in {market} fell by 31 %.", market="DEU").model_dump(mode="json")
    effect = {"market": "DEU", "estimate": -31.2, "low": -46.0, "high": -12.0, "unit": "%",
              "direction": "down", "sentence": sentence}  # fmt: skip
    return JobFactory(
        project=project, title="Complaints after the release", engine_key="effects.release",
        state="succeeded", summary={"effects": [effect]},
    )  # fmt: skip


def page_id() -> str:
    return f"move-{PlanItem.objects.get().pk}"


def test_filters_unfold_where_a_phone_is_turned(visit, owner):
    project = PlanItemFactory(project__owner=owner).project
    window = visit(owner, width=375)
    window.go(reverse("projects:plan", args=[project.pk]))
    market = window.page.get_by_label("Market", exact=True)
    expect(market).to_be_hidden()
    window.page.set_viewport_size({"width": 812, "height": 375})
    expect(market).to_be_visible()
