"""The product plan: moves and what they ask for, forms, board, what other parts hear of it."""

from __future__ import annotations

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.core.messages import msg
from apps.events.models import AuditEntry
from apps.projects.cards import cards_of
from apps.projects.domain.errors import Refused
from apps.projects.domain.markets import remove_entry
from apps.projects.domain.records import Draft, write, write_one
from apps.projects.facts import facts_of
from apps.projects.gates import open_gate
from apps.projects.models import Role, Stage
from apps.projects.plan import actions, evidence, moves, records, states
from apps.projects.plan.effects import Effect, store
from apps.projects.plan.evidence import Target
from apps.projects.plan.models import (
    EvidenceLink,
    ItemMarket,
    ItemMove,
    ItemState,
    Need,
    Pilot,
    PlanItem,
    Verification,
)
from apps.projects.synced import Tombstone
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
def editor(project):
    return MembershipFactory(project=project, role=Role.EDITOR).user


@pytest.fixture
def as_role(client, project):
    def log_in(role="editor"):
        client.force_login(MembershipFactory(project=project, role=role).user)
        return client

    return log_in


def url(name, project, *args):
    return reverse(f"projects:{name}", args=[project.pk, *args])


def step(to, **more):
    return moves.Step(ItemState(to), **more)


# --- the state machine ----------------------------------------------------------------------
TICKS = st.tuples(*[st.booleans()] * 4)
TO = st.sampled_from(list(ItemState))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(TICKS, st.sampled_from(["open", "passed", "failed"]), st.sampled_from([None, 2.0, 9.0]),
       st.lists(st.tuples(TO, st.booleans(), st.booleans()), min_size=3, max_size=8))  # fmt: skip
def test_a_move_is_taken_only_where_the_step_is_there_and_its_points_are_met(
    ticks, result, seen, wanted
):
    """Against a table written anew here; what an owner waved through is kept with its reason."""
    has_goal, has_requirement, has_owner, has_check = ticks
    project = ProjectFactory()
    owner = project.memberships.get().user
    item = PlanItemFactory(
        project=project, goal="g" * has_goal, requirement="r" * has_requirement,
        owner=owner if has_owner else None,
    )  # fmt: skip
    if has_check:
        VerificationFactory(item=item, result=result)
    PilotFactory(item_market__item=item, seen=seen)
    accepted = has_check and result == "passed"
    met = {
        "agreed": has_goal, "development": has_requirement and has_owner, "verifying": has_check,
        "pilot": accepted, "released": accepted and seen == 2.0, "measured": False,
    }  # fmt: skip
    order = ["idea", "agreed", "development", "verifying", "pilot", "released", "measured"]
    count = 0
    for to, anyway, reasoned in wanted:
        before = item.state
        here = order.index(before) if before != "dropped" else -1
        forward = here >= 0 and order[here + 1 : here + 2] == [to]
        there = (
            forward
            or (before == "dropped" and to == "idea")
            or (before != "dropped" and (to == "dropped" or to in order[:here]))
        )
        complete = forward and met[to]
        allowed = there and (complete or (reasoned and (anyway or not forward)))
        given_step = step(to, anyway=anyway, reason="because" if reasoned else "")
        try:
            made = moves.move(item, owner, given_step)
        except Refused:
            assert not allowed
        else:
            count += 1
            assert allowed
            assert bool(made.missing) == (forward and not met[to])
            assert (made.from_state, made.to_state) == (before, to)
        item.refresh_from_db()
        assert item.state == (to if allowed else before)
    assert ItemMove.objects.filter(item=item).count() == count


def test_what_is_missing_is_named(project, editor):
    item = PlanItemFactory(project=project, state="pilot")
    VerificationFactory(item=item, criterion="It charges in an hour", result="failed")
    VerificationFactory(item=item, criterion="It survives a fall")
    PilotFactory(item_market__item=item, item_market__entry__country="DEU")
    with pytest.raises(moves.NotMet) as refused:
        moves.move(item, editor, step("released"))
    told = [str(point) for point in refused.value.points]
    assert told == [
        "'It charges in an hour' has failed.",
        "'It survives a fall' is not tested yet.",
        "The pilot in DEU is still open.",
    ]
    with pytest.raises(Refused, match="Only an owner"):
        moves.move(item, editor, step("released", anyway=True, reason="The fair"))
    assert PlanItem.objects.get().state == "pilot"


def test_a_release_reaches_the_markets_that_were_planned(project, owner):
    item = PlanItemFactory(project=project, state="pilot")
    VerificationFactory(item=item, result="passed")
    tried = ItemMarketFactory(item=item, entry__country="DEU")
    ItemMarketFactory(item=item, entry__country="JPN", state="dropped")
    ItemMarketFactory(item=item, entry__country="FRA")
    PilotFactory(item_market=tried, starts_on=in_days(-90), seen=9)
    PilotFactory(item_market=tried, seen=2)  # the newest counts
    with pytest.raises(Refused, match="NOR: not planned"):
        moves.move(item, owner, step("released", markets=["NOR"]))
    moves.move(item, owner, step("released", markets=["DEU"]))
    states_of = dict(ItemMarket.objects.values_list("entry__country", "state"))
    assert states_of == {"DEU": "released", "JPN": "dropped", "FRA": "planned"}
    assert ItemMarket.objects.get(entry__country="DEU").released_on == in_days(0)
    kinds = set(AuditEntry.objects.values_list("kind", flat=True))
    assert {"projects.plan_item.moved", "projects.plan_item.released",
            "projects.item_market.updated"} <= kinds  # fmt: skip


def test_what_an_owner_waved_through_stays_on_the_page(as_role, project):
    item = PlanItemFactory(project=project, state="verifying")
    VerificationFactory(item=item, criterion="It survives a fall")
    client = as_role("owner")
    page = url("plan_move", project, item.pk)
    refused = client.post(page, {"to_state": "pilot"})
    assert refused.status_code == 422
    assert "&#x27;It survives a fall&#x27; is not tested yet." in refused.text
    silent = client.post(page, {"to_state": "pilot", "anyway": "on"})
    assert "Say why it moves on" in silent.text
    sent = {"to_state": "pilot", "anyway": "on", "reason": "The fair is on Monday"}
    assert client.post(page, sent).status_code == 302
    shown = client.get(url("plan_item", project, item.pk)).text
    assert "although something was missing" in shown
    assert shown.count("The fair is on Monday") == 2  # on top and in the history
    board = url("plan", project)
    assert "Moved on although something was missing" in client.get(board).text
    client.post(page, {"to_state": "verifying", "reason": "It broke"})
    assert "although something was missing" not in client.get(board).text
    assert (
        "although something was missing"
        not in client.get(url("plan_item", project, item.pk)).text.split("history-title")[0]
    )


def test_a_card_that_somebody_moved_meanwhile_is_not_moved_again(as_role, project, owner):
    item = PlanItemFactory(project=project, goal="Better")
    seen = item.updated_at.isoformat()
    moves.move(item, owner, step("agreed"))
    page = url("plan_move", project, item.pk) + "?board=1&kind=feature"
    client = as_role()
    answer = client.post(page, {"to_state": "agreed", "seen": seen}, headers={"hx-request": "true"})
    assert answer.status_code == 422
    assert PlanItem.objects.get().moves.count() == 1
    late = client.post(page, {"to_state": "dropped", "seen": seen, "reason": "x"})
    assert "Somebody else changed this item" in late.text


def test_the_board_moves_in_place_and_without_javascript(as_role, project):
    item = PlanItemFactory(project=project, goal="Better", title="Clamp <b>")
    client = as_role()
    page = url("plan_move", project, item.pk) + "?board=1&kind=feature"
    part = client.post(page, {"to_state": "agreed"}, headers={"hx-request": "true"})
    assert part.status_code == 200
    assert "<html" not in part.text
    assert "Clamp &lt;b&gt;" in part.text
    whole = client.post(page, {"to_state": "idea", "reason": "Too early"})
    assert whole.url == url("plan", project) + "?kind=feature"


# --- rows of other projects -------------------------------------------------------------------
def test_rows_and_people_of_another_project_are_refused(project, editor):
    item = PlanItemFactory(project=project)
    other = PlanItemFactory()
    foreign_need, foreign_market = NeedFactory(), ItemMarketFactory(item=other)
    stranger = MembershipFactory().user
    MarketEntryFactory(project=other.project, country="NOR")
    cases = [
        (records.ITEMS, {"title": "A", "need_ids": [str(foreign_need.pk)]}, "need_ids"),
        (records.ITEMS, {"title": "A", "owner": stranger.pk}, "owner"),
        (records.MARKETS, {"item": other.pk, "market": "CHN"}, "item"),
        (records.MARKETS, {"item": item.pk, "market": "NOR"}, "market"),
        (records.VERIFICATIONS, {"item": other.pk, "criterion": "A"}, "item"),
        (records.PILOTS, {"item_market": foreign_market.pk}, "item_market"),
    ]
    for kind, values, field in cases:
        with pytest.raises(Refused) as refused:
            write_one(kind, project, editor, Draft(values))
        assert refused.value.field == field
    with pytest.raises(Refused, match="nothing of this id"):
        evidence.link(item, editor, Target(evidence.ITEM, str(other.pk)))
    address = evidence.item_url(other)
    with pytest.raises(Refused, match="another project"):
        evidence.target_of(project, f"https://lepton.example{address}")


def test_forms_made_for_a_row_of_another_project_are_not_there(as_role, project):
    client, other = as_role(), ItemMarketFactory()
    for part, query in (("market", f"item={other.item_id}"), ("criterion", "item=1"),
                        ("pilot", f"item_market={other.pk}"), ("nothing", "")):  # fmt: skip
        assert client.get(url("plan_new", project, part) + f"?{query}").status_code == 404
    assert client.get(url("plan_edit", project, "market", other.pk)).status_code == 404


# --- what is written ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("criteria", "result"),
    [
        ([("<=", 4, None)], "open"),
        ([("<=", 4, 4)], "passed"),
        ([("<", 4, 4)], "failed"),
        ([(">", -1, -0.5), (">=", 2, 2)], "passed"),
        ([("<=", 4, 5), (">=", 2, None)], "failed"),
        ([("<=", 4, 3), (">=", 2, None)], "open"),
    ],
)
def test_the_result_of_a_pilot_follows_from_its_criteria(project, editor, criteria, result):
    market = ItemMarketFactory(item__project=project)
    rows = [{"metric": "m", "comparison": how, "value": value, "seen": seen}
            for how, value, seen in criteria]  # fmt: skip
    values = {"item_market": market.pk, "starts_on": in_days(0), "ends_on": in_days(9)}
    made = write_one(records.PILOTS, project, editor, Draft({**values, "criteria": rows})).row
    assert (made.result, Pilot.objects.get().result) == (result, result)
    go = Draft({"decision": "go"}, pk=made.pk)
    if result == "passed":
        assert write_one(records.PILOTS, project, editor, go).row.decision == "go"
    else:
        with pytest.raises(Refused, match="has not passed"):
            write_one(records.PILOTS, project, editor, go)


BAD = float("nan")


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        (records.NEEDS, {"statement": " \n "}, "statement"),
        (records.NEEDS, {"statement": "A", "markets": ["XXX"]}, "markets"),
        (records.NEEDS, {"statement": "A", "kind": "x"}, "kind"),
        (records.ITEMS, {"title": ""}, "title"),
        (records.ITEMS, {"title": "A", "effect_value": BAD}, "effect_value"),
        (records.ITEMS, {"title": "A", "effect_value": 3.0}, "effect_direction"),
        (records.VERIFICATIONS, {"criterion": "A"}, "item"),
        (records.PILOTS, {"criteria": []}, "item_market"),
        (records.MARKETS, {"market": "CHN"}, "item"),
    ],
)
def test_bad_values_are_named(project, editor, kind, values, field):
    with pytest.raises(Refused) as refused:
        write_one(kind, project, editor, Draft(values))
    assert refused.value.field == field
    assert refused.value.message.text


def test_a_pilot_form_reads_rows_and_says_what_is_no_number(as_role, project):
    market = ItemMarketFactory(item__project=project)
    client, page = as_role(), url("plan_new", project, "pilot") + f"?item_market={market.pk}"
    sent = {
        "item_market": market.pk, "starts_on": "2026-12-01", "ends_on": "2026-12-31",
        "criteria-1-metric": "Returns", "criteria-1-comparison": "<=", "criteria-1-value": "four",
        "criteria-3-metric": "Orders", "criteria-3-comparison": ">", "criteria-3-value": "1,5",
    }  # fmt: skip
    wrong = client.post(page, sent)
    assert wrong.status_code == 422
    assert "&#x27;four&#x27; is not a number" in wrong.text
    assert 'value="1,5"' in wrong.text  # nothing typed is lost
    right = client.post(page, {**sent, "criteria-1-value": "4", "criteria-1-seen": "3.5"})
    assert right.status_code == 302
    (stored,) = Pilot.objects.values_list("criteria", flat=True)
    assert [(one["value"], one["seen"]) for one in stored] == [(4.0, 3.5), (1.5, None)]


def test_a_stale_form_shows_what_is_stored_and_keeps_what_was_typed(as_role, project, editor):
    need, other = NeedFactory(project=project), NeedFactory(project=project, statement="Quieter")
    item = PlanItemFactory(project=project, title="Old")
    client, page = as_role(), url("plan_edit", project, "item", item.pk)
    form = client.get(page).context["form"]
    sent = {"title": "Mine", "kind": "feature", "priority": "3", "need_ids": [str(need.pk)],
            "seen": form["seen"].value()}  # fmt: skip
    write_one(records.ITEMS, project, editor,
              Draft({"title": "Theirs", "need_ids": [str(other.pk)]}, pk=item.pk))  # fmt: skip
    answer = client.post(page, sent)
    assert answer.status_code == 422
    assert "Theirs" in answer.text
    assert "Quieter" in answer.text
    again = client.post(page, {**sent, "seen": answer.context["form"]["seen"].value()})
    assert again.status_code == 302
    saved = PlanItem.objects.get()
    assert (saved.title, saved.need_ids) == ("Mine", [str(need.pk)])


def test_an_analyst_writes_needs_and_no_items(as_role, project):
    client = as_role("analyst")
    sent = {"statement": "Quieter", "kind": "customer", "importance": "2", "state": "open",
            "markets": "Germany, 日本"}  # fmt: skip
    assert client.post(url("plan_new", project, "need"), sent).status_code == 302
    assert Need.objects.get().markets == ["DEU", "JPN"]
    assert client.get(url("plan_new", project, "item")).status_code == 403
    shown = client.get(url("plan_needs", project) + "?market=DEU").text
    assert "No needs yet" not in shown


def test_an_item_is_made_with_markets_and_evidence_or_not_at_all(project, editor):
    MarketEntryFactory(project=project, country="DEU")
    need = NeedFactory(project=project)
    before = PlanItemFactory(project=project, title="Before")
    values = {"title": "Clamp", "need_ids": [str(need.pk)]}
    made = actions.create_item(project, editor, values, markets=["DEU"],
                               evidence=[Target(evidence.ITEM, str(before.pk))])  # fmt: skip
    assert [one.market for one in made.markets.all()] == ["DEU"]
    link = EvidenceLink.objects.get()
    assert (link.label, link.url) == ("Before", evidence.item_url(before))
    assert evidence.link(made, editor, Target(evidence.ITEM, str(before.pk))).row == link
    need_link = evidence.link(need, editor, Target("web", "https://example.com/study", "A study"))
    evidence.unlink(need_link.row, editor)
    kinds = set(AuditEntry.objects.values_list("kind", flat=True))
    assert {"projects.plan_item.linked", "projects.need.linked", "projects.need.unlinked"} <= kinds
    with pytest.raises(Refused):
        actions.create_item(project, editor, {"title": "No"}, markets=["DEU", "NOR"])
    assert not PlanItem.objects.filter(title="No").exists()


def test_a_market_stands_once_in_an_item(project, editor):
    MarketEntryFactory(project=project, country="DEU")
    item = PlanItemFactory(project=project)
    pair = {"item": item.pk, "market": "DEU"}
    found = write(records.MARKETS, project, editor, [Draft(pair), Draft(pair, index=1)])
    assert [str(one.status) for one in found] == ["created", "error"]
    with pytest.raises(Refused, match="this market already"):
        write_one(records.MARKETS, project, editor, Draft(pair))
    with pytest.raises(Refused, match="not released yet"):
        write_one(records.MARKETS, project, editor,
                  Draft({"state": "released"}, pk=found[0].row.pk))  # fmt: skip


def test_what_is_deleted_takes_what_hangs_on_it_and_leaves_tombstones(project, owner):
    item = PlanItemFactory(project=project)
    pilot = PilotFactory(item_market__item=item)
    VerificationFactory(item=item)
    entry = pilot.item_market.entry
    remove_entry(entry, owner)
    assert not Pilot.objects.exists()
    records.delete(records.ITEMS, item, owner)
    assert not Verification.objects.exists()
    gone = set(Tombstone.objects.values_list("kind", flat=True))
    assert gone == {"projects.pilot", "projects.itemmarket", "projects.marketentry",
                    "projects.verification", "projects.planitem"}  # fmt: skip
    kinds = set(AuditEntry.objects.values_list("kind", flat=True))
    assert {"projects.pilot.deleted", "projects.item_market.deleted",
            "projects.verification.deleted", "projects.plan_item.deleted"} <= kinds  # fmt: skip


# --- effects, gate, card, facts ---------------------------------------------------------------
def _effect(source="run-1", **more):
    said = msg("Returns fell by {share}.", share="2.1 %")
    return Effect(-2.1, said, source, low=-3.4, high=-0.9, unit="%", direction="down", **more)


def test_an_effect_is_stored_once_for_each_run_and_lets_the_item_move_on(as_role, project, owner):
    item = PlanItemFactory(project=project, state="released")
    market = ItemMarketFactory(item=item, state="released", released_on=in_days(-30))
    page = as_role("viewer").get(url("plan_item", project, item.pk)).text
    assert "no data" in page
    assert "to_state" not in page  # a viewer is offered no move
    with pytest.raises(moves.NotMet):
        moves.move(item, owner, step("measured"))
    version = market.version
    first = store(project, market, _effect())
    assert store(project, market, _effect(hash="b")) == first
    market.refresh_from_db()
    assert market.version > version  # others who keep in step are told
    assert AuditEntry.objects.filter(kind="projects.effect.measured").count() == 1
    moves.move(item, owner, step("measured"))
    shown = as_role("viewer").get(url("plan_item", project, item.pk)).text
    assert "−2.1 %" in shown or "-2.1 %" in shown
    for wrong in (_effect(source=""), Effect(BAD, msg("x"), "r"),
                  Effect(1, msg("x"), "r", low=3, high=2)):  # fmt: skip
        with pytest.raises(ValueError, match=r"effect|bound"):
            store(project, market, wrong)
    with pytest.raises(ValueError, match="another project"):
        store(ProjectFactory(), market, _effect())


def test_gate_card_and_facts_tell_what_stands(project, owner):
    entry = MarketEntryFactory(project=project, country="DEU", stage=Stage.DEVELOPMENT)

    def gate():
        (answer,) = [one for one in open_gate(entry) if one.check.key == "projects.plan_released"]
        return answer.state.value, str(answer.answer.sentence)

    assert gate()[0] == "unknown"
    late = PlanItemFactory(project=project, title="Plug", target_on=in_days(-3))
    ItemMarketFactory(item=late, entry=entry)
    assert gate() == ("unmet", "1 item that is planned for this market is not released: Plug.")
    done = ItemMoveFactory(item__project=project, days=-9).item
    released = ItemMarketFactory(item=done, entry=entry, state="released", released_on=in_days(-9))
    moves.move(late, owner, step("dropped", reason="Nobody asks for it"))
    assert gate()[0] == "met"
    store(project, released, _effect())
    found = {fact.key: fact.value for fact in facts_of(entry)}
    assert (found["projects.released"], found["projects.measured"]) == (1.0, 1.0)
    assert {fact.key: fact.value for fact in facts_of(entry, in_days(-20))}[
        "projects.released"
    ] is None
    PlanItemFactory(project=project, target_on=in_days(-1))
    (card,) = [one for one in cards_of(project, owner) if str(one.title) == "Product plan"]
    assert [figure.value.value for figure in card.figures] == [1, 1, 1]


def test_the_roadmap_puts_items_into_quarters(as_role, project):
    item = PlanItemFactory(project=project, title="Plug", target_on=in_days(-1))
    ItemMarketFactory(item=item, entry__country="DEU")
    ItemMarketFactory(item=item, entry__country="JPN", target_on=in_days(5000))
    PlanItemFactory(project=project, title="Everywhere")
    client = as_role("viewer")
    lanes = client.get(url("plan_roadmap", project)).context["lanes"]
    placed = {
        lane["market"]: [(head, [(one.item.title, one.how) for one in cell])
                         for head, cell in lane["cells"] if cell]
        for lane in lanes
    }  # fmt: skip
    assert list(placed) == ["DEU", "JPN", ""]
    assert placed["DEU"][0][1] == [("Plug", "overdue")]
    assert placed["JPN"] == [("Later", [("Plug", "planned")])]
    assert placed[""] == [("No date", [("Everywhere", "planned")])]
    narrowed = client.get(url("plan_roadmap", project) + "?market=DEU").context["lanes"]
    assert [lane["market"] for lane in narrowed] == ["DEU"]


def test_what_is_dropped_may_come_back_as_an_idea():
    assert states.steps("dropped") == [ItemState.IDEA]
    assert states.steps("measured")[0] == ItemState.RELEASED
