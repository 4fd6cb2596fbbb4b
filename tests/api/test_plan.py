"""The plan over REST: conventions, moves that name what is missing, what others hear of."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.core.messages import msg
from apps.projects.plan.effects import Effect, store
from apps.projects.plan.models import ItemMarket, PlanItem
from tests.api.test_problems import problem
from tests.factories.plan import ItemMarketFactory, NeedFactory, PlanItemFactory
from tests.factories.projects import MarketEntryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(project):
    return f"projects/{project.pk}/"


def by_external(home, name, key):
    return f"{home}{name}/by-external/jira/{key}/"


def test_an_item_from_a_need_to_its_release(caller, project, home):
    """What a tracker of a team would send, in its order."""
    MarketEntryFactory(project=project, country="DEU")
    need = caller.post(f"{home}needs/", {"statement": "Quieter", "markets": ["deu"]}).json()
    assert need["markets"] == ["DEU"]
    sent = {"title": "Clamp", "need_ids": [need["id"]], "owner": str(caller.user.pk)}
    address = by_external(home, "plan-items", "LAMP-1")
    made = caller("put", address, sent)
    assert (made.status_code, caller("put", address, sent).status_code) == (201, 200)
    item = made.json()
    assert (item["state"], item["need_ids"], item["version"]) == ("idea", [need["id"]], 1)
    move = f"{home}plan-items/{item['id']}/move/"
    for to, missing, fix in (
        ("agreed", "goal", {"goal": "Better"}),
        ("development", "technical requirement", {"requirement": "Measured"}),
    ):
        refused = problem(caller.post(move, {"to_state": to}), 409, "conflict")
        assert missing in refused["errors"][0]["detail"]
        assert caller("put", address, fix).status_code == 200
        assert caller.post(move, {"to_state": to}).json()["state"] == to
    check = {"item": item["id"], "criterion": "It holds"}
    check = caller.post(f"{home}verifications/", check).json()
    assert caller.post(move, {"to_state": "verifying"}).status_code == 200
    passed = {"result": "passed", "tested_on": "2026-11-20"}
    caller.patch(f"{home}verifications/{check['id']}/", passed)
    market = caller.post(f"{home}item-markets/", {"item": item["id"], "market": "DEU"}).json()
    criterion = {"metric": "Returns", "comparison": "<=", "value": 4}
    pilot = {"item_market": market["id"], "starts_on": "2026-11-01", "ends_on": "2026-11-30"}
    pilot = caller.post(f"{home}pilots/", {**pilot, "criteria": [criterion]}).json()
    assert pilot["result"] == "open"
    assert caller.post(move, {"to_state": "pilot"}).status_code == 200
    early = problem(caller.post(move, {"to_state": "released"}), 409, "conflict")
    assert [one["detail"] for one in early["errors"]] == ["The pilot in Germany is still open."]
    seen = caller.patch(f"{home}pilots/{pilot['id']}/", {"criteria": [{**criterion, "seen": 2}]})
    assert seen.json()["result"] == "passed"
    assert caller.post(move, {"to_state": "released", "markets": ["DEU"]}).status_code == 200
    there = caller.get(f"{home}item-markets/?item={item['id']}&market=DEU").json()["results"]
    assert [(one["state"], bool(one["released_on"])) for one in there] == [("released", True)]
    history = caller.get(f"{home}plan-items/{item['id']}/moves/").json()["results"]
    assert [one["to_state"] for one in history] == [
        "agreed", "development", "verifying", "pilot", "released",
    ]  # fmt: skip


def test_an_owner_moves_on_anyway_and_the_history_says_so(caller, member, project, home):
    item = PlanItemFactory(project=project)
    move = f"{home}plan-items/{item.pk}/move/"
    anyway = {"to_state": "agreed", "anyway": True, "reason": "The board wants it"}
    refused = problem(member("editor").post(move, anyway), 400, "invalid")
    assert "Only an owner" in refused["errors"][0]["detail"]
    assert caller.post(move, anyway).status_code == 200
    (kept,) = caller.get(f"{home}plan-items/{item.pk}/moves/").json()["results"]
    assert (kept["missing"], kept["reason"]) == (
        ["The goal is not written down."], "The board wants it",
    )  # fmt: skip
    skipped = problem(caller.post(move, {"to_state": "released"}), 400, "invalid")
    assert skipped["errors"][0]["pointer"] == "#/to_state"


def test_a_stale_etag_moves_nothing(caller, project, home):
    item = PlanItemFactory(project=project, goal="Better")
    one = f"{home}plan-items/{item.pk}/"
    tag = caller.get(one)["ETag"]
    caller.patch(one, {"scope": "All of it"})
    answer = caller.post(f"{one}move/", {"to_state": "agreed"}, headers={"if-match": tag})
    problem(answer, 412, "stale")
    assert PlanItem.objects.get().state == "idea"


def test_rows_of_another_project_are_no_values(caller, project, home):
    foreign, item = NeedFactory(), PlanItemFactory(project=project)
    for name, sent, field in (
        ("plan-items", {"title": "A", "need_ids": [str(foreign.pk)]}, "need_ids"),
        ("plan-items", {"title": "A", "owner": str(foreign.pk)}, "owner"),
        ("item-markets", {"item": str(item.pk), "market": "NOR"}, "market"),
        ("verifications", {"item": str(PlanItemFactory().pk), "criterion": "A"}, "item"),
    ):
        refused = problem(caller.post(f"{home}{name}/", sent), 400, "invalid")
        assert refused["errors"][0]["pointer"] == f"#/{field}"


def test_a_batch_links_needs_and_a_walk_hears_of_a_measured_effect(caller, project, home):
    needs = [str(NeedFactory(project=project).pk) for _ in range(2)]
    rows = [{"title": "A", "need_ids": needs}, {"title": ""}, {"title": "B", "need_ids": needs[:1]}]
    told = caller.post(f"{home}plan-items/batch/", {"rows": rows}).json()
    assert [one["status"] for one in told["results"]] == ["created", "error", "created"]
    first = told["results"][0]["id"]
    same = {"rows": [{"id": first, "need_ids": needs[::-1]}, {"id": told["results"][2]["id"],
                                                              "need_ids": []}]}  # fmt: skip
    again = caller.post(f"{home}plan-items/batch/", same).json()
    assert [one["status"] for one in again["results"]] == ["unchanged", "updated"]
    listed = caller.get(f"{home}plan-items/").json()["results"]
    assert {one["title"]: one["need_ids"] for one in listed} == {"A": sorted(needs), "B": []}

    market = ItemMarketFactory(item=PlanItem.objects.get(pk=first))
    since = caller.get(f"{home}item-markets/").json()["results"][0]["updated_at"]
    effect = Effect(-2.0, msg("Returns fell."), "run-1", low=-3.0, high=-1.0, unit="%")
    store(project, ItemMarket.objects.get(pk=market.pk), effect)
    (changed,) = caller.get(f"{home}item-markets/?updated_since={since}").json()["results"]
    assert changed["version"] == 2
    assert (changed["measured"]["estimate"], changed["measured"]["source"]) == (-2.0, "run-1")
    assert changed["measured"]["sentence"] == "Returns fell."


def test_a_second_row_for_a_market_is_a_conflict_that_names_the_first(caller, project, home):
    market = ItemMarketFactory(item__project=project)
    sent = {"item": str(market.item_id), "market": market.market}
    refused = problem(caller.post(f"{home}item-markets/", sent), 409, "conflict")
    assert str(market.pk) in refused["existing"]


def test_a_list_of_markets_reads_the_newest_effect_of_each_alone(caller, project, home):
    """However many were measured before."""
    markets = [ItemMarketFactory(item__project=project) for _ in range(3)]
    for number in range(4):
        for market in markets:
            effect = Effect(float(number), msg("Returns rose."), f"run-{number}", unit="%")
            store(project, market, effect)
    with CaptureQueriesContext(connection) as captured:
        listed = caller.get(f"{home}item-markets/").json()["results"]
    assert [one["measured"]["estimate"] for one in listed] == [3.0, 3.0, 3.0]
    (read,) = [one["sql"] for one in captured if 'FROM "projects_measuredeffect"' in one["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(read)
        assert len(cursor.fetchall()) == 3
