"""The product plan: releases and what becomes of them, dates, order, what is written at once."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.events.models import AuditEntry
from apps.projects.domain.counted import counted
from apps.projects.domain.records import Draft, write, write_one
from apps.projects.models import Project, Role
from apps.projects.plan import moves, records
from apps.projects.plan.models import ItemMarket, ItemState, PlanItem
from tests.factories.plan import (
    ItemMarketFactory,
    ItemMoveFactory,
    NeedFactory,
    PilotFactory,
    PlanItemFactory,
    VerificationFactory,
    in_days,
)
from tests.factories.projects import MarketEntryFactory, MembershipFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return ProjectFactory(home_country="CHN", currency="EUR")


@pytest.fixture
def owner(project):
    return project.memberships.get(role=Role.OWNER).user


@pytest.fixture
def editor(client, project):
    user = MembershipFactory(project=project, role=Role.EDITOR).user
    client.force_login(user)
    return user


def url(name, project, *args):
    return reverse(f"projects:{name}", args=[project.pk, *args])


def step(to, **more):
    return moves.Step(ItemState(to), **more)


def ready(project):
    """An item that may be released in Germany."""
    item = PlanItemFactory(project=project, state="pilot")
    VerificationFactory(item=item, result="passed")
    PilotFactory(item_market=ItemMarketFactory(item=item, entry__country="DEU"), seen=2)
    return item


# --- releases ---------------------------------------------------------------------------------
@pytest.mark.parametrize("back", ["pilot", "development", "dropped"])
def test_an_item_that_is_taken_back_is_released_nowhere(project, editor, back):
    item = ready(project)
    moves.move(item, editor, step("released"))
    write_one(
        records.MARKETS, project, editor,
        Draft({"released_on": in_days(-4)}, pk=ItemMarket.objects.get().pk),
    )  # fmt: skip
    moves.move(item, editor, step(back, reason="It breaks in the cold"))
    market = ItemMarket.objects.get()
    assert (market.state, market.released_on) == ("planned", None)
    entry = AuditEntry.objects.filter(kind="projects.item_market.updated").latest("created_at")
    assert entry.data["changes"]["released_on"] == [in_days(-4).isoformat(), None]
    written = write_one(records.MARKETS, project, editor, Draft({"note": "Again"}, pk=market.pk))
    assert str(written.status) == "updated"  # it can be changed like any that is planned


def test_a_measured_item_that_is_called_released_again_stays_where_it_is(project, editor):
    item = PlanItemFactory(project=project, state="measured")
    ItemMarketFactory(item=item, state="released", released_on=in_days(-40))
    moves.move(item, editor, step("released", reason="The figures were wrong"))
    market = ItemMarket.objects.get()
    assert (market.state, market.released_on) == ("released", in_days(-40))


def test_the_day_of_a_release_is_not_that_of_the_last_move(client, project, editor):
    """Measured today, released 100 days ago: not lately, and not in this quarter by mistake."""
    item = ItemMoveFactory(item__project=project, item__state="measured", days=-100).item
    ItemMoveFactory(item=item, from_state="released", to_state="measured")
    assert counted(Project.objects.get()).lately == 0
    ItemMoveFactory(item__project=project, days=-89)
    assert counted(Project.objects.get()).lately == 1
    shown = client.get(url("plan_roadmap", project)).context["lanes"]
    days = {place.item: place.day for lane in shown for _head, cell in lane["cells"]
            for place in cell}  # fmt: skip
    assert days[item] == timezone.localdate(timezone.now() - timedelta(days=100))


def test_the_day_of_a_release_is_that_of_the_reader_s_time_zone(client, project, editor):
    User.objects.filter(pk=editor.pk).update(time_zone="Asia/Shanghai")
    item = ItemMoveFactory(item__project=project).item
    item.moves.update(created_at=datetime(2026, 3, 31, 20, 30, tzinfo=ZoneInfo("UTC")))
    (lane,) = client.get(url("plan_roadmap", project)).context["lanes"]
    (place,) = [place for _head, cell in lane["cells"] for place in cell]
    assert place.day.isoformat() == "2026-04-01"


# --- what was waved through -------------------------------------------------------------------
WAVED = [{"text": "x"}]


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        # Back to a state that it reached only because something was waved through.
        ("agreed>development! development>verifying verifying>development", "development"),
        ("agreed>development! development>agreed", None),
        ("agreed>development! development>dropped dropped>idea", None),
        ("agreed>development! development>agreed agreed>development", None),
        ("idea>agreed! agreed>development! development>agreed", "agreed"),
        ("idea>agreed agreed>development", None),
    ],
)
def test_a_warning_stays_until_the_item_is_back_before_it(project, owner, steps, told):
    item = PlanItemFactory(project=project)
    made = []
    for one in steps.split():
        before, to = one.strip("!").split(">")
        missing = WAVED if one.endswith("!") else []
        row = ItemMoveFactory(item=item, from_state=before, to_state=to, missing=missing)
        made.insert(0, row)
    found = moves.waved_through(made)
    assert (found.to_state if found else None) == told


# --- the board and the list -------------------------------------------------------------------
def test_what_the_board_is_narrowed_by_stays_as_it_is(client, project, editor):
    """The address of a card's button does not grow from click to click."""
    item = PlanItemFactory(project=project, goal="Better", requirement="5 V", owner=editor)
    page = url("plan_move", project, item.pk) + "?board=1&kind=feature"
    for to in ("agreed", "development"):
        answer = client.post(page, {"to_state": to}, headers={"hx-request": "true"})
        assert answer.status_code == 200
        assert answer.text.count("?board=1&amp;kind=feature") == 2  # for HTMX and without
        assert "board=1&amp;board=1" not in answer.text


def test_items_without_a_date_come_last_either_way(client, project, editor):
    for title, days in (("None", None), ("Late", 60), ("Soon", 3)):
        PlanItemFactory(project=project, title=title, target_on=days and in_days(days))

    def listed(query):
        table = client.get(url("plan_items", project) + query).context["table"]
        return [row.record.title for row in table.page.object_list]

    assert listed("") == ["Soon", "Late", "None"]
    assert listed("?sort=target_on") == ["Soon", "Late", "None"]
    assert listed("?sort=-target_on") == ["Late", "Soon", "None"]
    PlanItem.objects.filter(title="None").update(priority=1)
    assert listed("") == ["None", "Soon", "Late"]


# --- many at once -----------------------------------------------------------------------------
def test_two_rows_of_a_batch_cannot_take_one_market(project, editor):
    """A row that moves to a market and a new one there; and the place that it left is free."""
    for code in ("DEU", "FRA"):
        MarketEntryFactory(project=project, country=code)
    item = PlanItemFactory(project=project)
    there = ItemMarketFactory(item=item, entry__country="JPN")
    drafts = [
        Draft({"market": "DEU"}, 0, there.pk),
        Draft({"item": item.pk, "market": "DEU"}, 1),
        Draft({"item": item.pk, "market": "JPN"}, 2),
        Draft({"item": item.pk, "market": "FRA"}, 3),
        Draft({"item": item.pk, "market": "FRA"}, 4),
    ]
    found = write(records.MARKETS, project, editor, drafts)
    assert [str(one.status) for one in found] == ["updated", "error", "created", "created", "error"]
    assert [one.error.field for one in found if one.error] == ["market", "market"]
    assert found[1].error.existing.pk == there.pk
    held = ItemMarket.objects.values_list("entry__country", flat=True)
    assert sorted(held) == ["DEU", "FRA", "JPN"]


def test_markets_of_many_rows_are_looked_up_at_once(project, editor, django_assert_max_num_queries):
    MarketEntryFactory(project=project, country="DEU")
    items = [PlanItemFactory(project=project) for _ in range(40)]
    drafts = [Draft({"item": row.pk, "market": "DEU"}, n) for n, row in enumerate(items)]
    with django_assert_max_num_queries(40):
        found = write(records.MARKETS, project, editor, drafts)
    assert {str(one.status) for one in found} == {"created"}


def test_items_hear_of_a_need_that_is_gone(client, project, editor):
    gone, other = NeedFactory(project=project, statement="Quieter"), NeedFactory(project=project)
    item = PlanItemFactory(project=project)
    both = {"need_ids": [str(gone.pk), str(other.pk)]}
    write_one(records.ITEMS, project, editor, Draft(both, pk=item.pk))
    item.refresh_from_db()
    page = url("plan_delete", project, "need", gone.pk)
    assert client.post(page, {"confirm": "Quieter"}).status_code == 302
    after = PlanItem.objects.get()
    assert after.need_ids == [str(other.pk)]
    assert after.version == item.version + 1
    assert after.updated_at > item.updated_at
    entry = AuditEntry.objects.filter(kind="projects.plan_item.updated").latest("created_at")
    assert list(entry.data["changes"]) == ["need_ids"]
