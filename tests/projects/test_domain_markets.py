"""Market entries, their stages, gates and facts."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone, translation

from apps.core.messages import msg
from apps.core.rendering import render
from apps.events.models import AuditEntry
from apps.projects import cards, facts, gates, meters
from apps.projects.domain import markets as domain
from apps.projects.domain import overview, samples, stages
from apps.projects.domain.checks import is_described
from apps.projects.domain.errors import Refused, Stale
from apps.projects.gates import GateAnswer, GateCheck, GateState, open_gate
from apps.projects.models import MarketEntry, Product, Project, Role, Stage, StageMove
from tests.factories.accounts import UserFactory
from tests.factories.projects import MarketEntryFactory, MembershipFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return UserFactory(name="Wei")


@pytest.fixture
def project(owner):
    return ProjectFactory(owner=owner, home_country="CHN")


@pytest.fixture
def entry(project):
    return MarketEntryFactory(project=project, country="DEU")


@pytest.fixture
def registry(monkeypatch):
    """Registrations made in a test end with it."""
    for kept in (gates.gate_checks, facts.fact_sources, cards.card_sources, meters.meters):
        monkeypatch.setattr(kept, "_items", dict(kept._items))


def answers(entry):
    entry = MarketEntry.objects.select_related("project__product", "owner").get(pk=entry.pk)
    return {answered.check.key: answered for answered in open_gate(entry)}


# --- entries ---------------------------------------------------------------------


def test_several_markets_are_added_at_once_and_none_twice(project, owner, entry):
    made = domain.add_markets(project, owner, ["JPN", "DEU", "BRA", "JPN"])
    assert [row.country for row in made] == ["JPN", "BRA"]
    assert AuditEntry.objects.filter(kind="projects.market.added").count() == 2


def test_one_wrong_code_adds_nothing(project, owner):
    with pytest.raises(Refused, match="Atlantis"):
        domain.add_markets(project, owner, ["JPN", "Atlantis"])
    assert not MarketEntry.objects.filter(country="JPN").exists()


def test_the_plan_of_a_market_is_changed(project, owner, entry):
    values = {"owner": owner, "target_launch": date(2030, 5, 1), "note": "Ask the chamber."}
    domain.update_entry(entry, owner, values)
    entry.refresh_from_db()
    assert (entry.owner, entry.target_launch) == (owner, date(2030, 5, 1))
    changes = AuditEntry.objects.get(kind="projects.market.changed").data["changes"]
    assert changes["target_launch"] == [None, "2030-05-01"]
    assert changes["owner"] == [None, "Wei"]


def test_only_a_member_can_own_a_market(owner, entry):
    with pytest.raises(Refused) as caught:
        domain.update_entry(entry, owner, {"owner": UserFactory(name="Stranger")})
    assert caught.value.field == "owner"


def test_a_stale_plan_is_refused(owner, entry):
    seen = entry.updated_at
    domain.update_entry(entry, owner, {"note": "first"}, seen=seen)
    with pytest.raises(Stale):
        domain.update_entry(entry, owner, {"note": "second"}, seen=seen)


def test_the_home_market_cannot_be_removed_but_a_candidate_can(project, owner, entry):
    with pytest.raises(Refused, match="home market"):
        domain.remove_entry(project.market_entries.get(is_home=True), owner)
    domain.remove_entry(entry, owner)
    assert not MarketEntry.objects.filter(pk=entry.pk).exists()


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ANALYST])
def test_only_editors_change_markets(project, entry, role):
    actor = MembershipFactory(project=project, role=role).user
    with pytest.raises(PermissionDenied):
        domain.add_markets(project, actor, ["JPN"])
    with pytest.raises(PermissionDenied):
        domain.update_entry(entry, actor, {"note": "x"})
    with pytest.raises(PermissionDenied):
        stages.move(entry, actor, Stage.DEVELOPMENT, reason="because")
    with pytest.raises(PermissionDenied):
        domain.remove_entry(entry, actor)


# --- stages ------------------------------------------------------------------------


def test_there_are_nine_stages_in_the_order_of_the_flow():
    assert [stages.position(stage) for stage in Stage] == list(range(9))
    assert stages.next_stage(Stage.RESEARCH) is Stage.DEVELOPMENT
    assert stages.next_stage(Stage.INTERNATIONAL_OPTIMISATION) is None


def test_a_move_keeps_the_gate_as_it_stood(owner, entry):
    move = stages.move(entry, owner, Stage.DEVELOPMENT, reason="The fair is in May.")
    entry.refresh_from_db()
    assert entry.stage == Stage.DEVELOPMENT
    kept = {item["check"]: item["met"] for item in move.gate}
    assert kept["projects.owner_named"] is False
    domain.update_entry(entry, owner, {"owner": owner})
    assert StageMove.objects.get(pk=move.pk).gate == move.gate
    moved = AuditEntry.objects.get(kind="projects.market.moved").data
    assert (moved["from_stage"], moved["to_stage"]) == ("research", "development")


def test_an_open_check_asks_for_a_reason(owner, entry):
    with pytest.raises(Refused) as caught:
        stages.move(entry, owner, Stage.DEVELOPMENT, reason="   ")
    assert caught.value.field == "reason"
    assert not StageMove.objects.exists()


def test_with_every_check_met_no_reason_is_needed(owner, entry, monkeypatch):
    monkeypatch.setattr(gates.gate_checks, "_items", {})
    assert stages.move(entry, owner, Stage.DEVELOPMENT).reason == ""


@pytest.mark.parametrize(
    ("start", "to", "reason", "field"),
    [
        (Stage.RESEARCH, Stage.PROMOTION, "hurry", "to_stage"),
        (Stage.PROMOTION, Stage.PROMOTION, "stay", "to_stage"),
        (Stage.PROMOTION, Stage.RESEARCH, "", "reason"),
    ],
)
def test_steps_that_are_refused(owner, entry, start, to, reason, field):
    MarketEntry.objects.filter(pk=entry.pk).update(stage=start)
    with pytest.raises(Refused) as caught:
        stages.move(entry, owner, to, reason=reason)
    assert caught.value.field == field


def test_a_market_moves_back_any_way_with_a_reason(owner, entry):
    MarketEntry.objects.filter(pk=entry.pk).update(stage=Stage.ENTRY)
    stages.move(entry, owner, Stage.RESEARCH, reason="The law changed.")
    entry.refresh_from_db()
    assert entry.stage == Stage.RESEARCH


def test_a_move_from_a_stale_page_is_refused(owner, entry):
    seen = entry.updated_at
    stages.move(entry, owner, Stage.DEVELOPMENT, reason="go", seen=seen)
    with pytest.raises(Stale) as caught:
        stages.move(entry, owner, Stage.PROMOTION, reason="go", seen=seen)
    assert caught.value.current.stage == Stage.DEVELOPMENT


# --- gates -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("summary", "enough"),
    [
        ("夹式阅读灯，面向夜间读书又不想吵醒家人的人。", True),
        ("给爱读书的人用的灯。", False),
        ("A lamp for people who read in bed, late.", True),
        ("A lamp for people who read in bed.", False),
    ],
)
def test_a_chinese_character_says_as_much_as_two_letters(summary, enough):
    assert is_described(Product(summary=summary)) is enough


def test_the_product_check_reads_the_product(project, entry):
    asked = answers(entry)["projects.product_described"]
    assert asked.state is GateState.UNMET
    assert "/settings/#product" in asked.answer.url
    for summary, words in (("", "not described yet"), ("A lamp.", "is too short")):
        project.product.summary = summary
        project.product.save()
        assert words in render(answers(entry)["projects.product_described"].answer.sentence)
    project.product.summary = "A lamp for people who read in bed and wake nobody up."
    project.product.save()
    assert answers(entry)["projects.product_described"].state is GateState.MET


def test_the_owner_check_names_the_owner(owner, entry):
    assert answers(entry)["projects.owner_named"].state is GateState.UNMET
    MarketEntry.objects.filter(pk=entry.pk).update(owner=owner)
    asked = answers(entry)["projects.owner_named"]
    assert asked.state is GateState.MET
    assert str(asked.answer.sentence) == "Wei owns this market."


@pytest.mark.parametrize(
    ("days", "state"), [(None, GateState.UNMET), (-1, GateState.UNMET), (30, GateState.MET)]
)
def test_the_launch_check_reads_the_date(entry, days, state):
    launch = None if days is None else timezone.localdate() + timedelta(days=days)
    MarketEntry.objects.filter(pk=entry.pk).update(stage=Stage.ENTRY, target_launch=launch)
    assert answers(entry)["projects.launch_planned"].state is state


def test_a_product_goes_abroad_after_its_home_market(project, entry):
    MarketEntry.objects.filter(pk=entry.pk).update(stage=Stage.OPTIMISATION)
    asked = answers(entry)["projects.home_first"]
    assert asked.state is GateState.UNMET
    assert str(asked.answer.sentence) == "The home market is still at 'Research'."
    with translation.override("zh-hans"):
        assert render(asked.answer.sentence) == "本土市场仍处于“市场调研”阶段。"
    home = MarketEntry.objects.filter(project=project, is_home=True)
    home.update(stage=Stage.OPTIMISATION)
    assert answers(entry)["projects.home_first"].state is GateState.MET
    assert "projects.home_first" not in answers(home.get())
    home.update(is_home=False)
    assert answers(entry)["projects.home_first"].state is GateState.UNKNOWN


def test_another_rooms_check_is_asked_in_its_order(registry, entry):
    yes = GateAnswer(GateState.MET, msg("Yes."))
    check = GateCheck("test.first", Stage.RESEARCH, "First", lambda entry: yes, order=1)
    gates.add(check, owner="tests")
    assert next(iter(answers(entry))) == "test.first"


def test_a_check_that_fails_is_unknown_and_never_met(registry, entry):
    def broken(entry):
        raise RuntimeError("no table")

    gates.add(GateCheck("test.broken", Stage.RESEARCH, "Broken", broken), owner="tests")
    asked = answers(entry)["test.broken"]
    assert asked.state is GateState.UNKNOWN
    assert asked.stored()["met"] is None


# --- facts, cards, meters, sample -----------------------------------------------------------


def test_territory_facts_have_year_and_source(entry):
    found = {fact.key: fact for fact in facts.facts_of(entry)}
    population = found["territory.population"]
    assert population.value == pytest.approx(84e6, rel=0.02)
    assert (population.year, population.source) == (2025, "Unicode CLDR 48.2.0")
    assert found["territory.literacy"].style == "percent"


def test_a_territory_without_figures_says_no_data(project):
    nobody = MarketEntryFactory(project=project, country="BVT")
    values = {fact.key: fact.value for fact in facts.facts_of(nobody)}
    assert values["territory.literacy"] is None or values["territory.literacy"] > 0
    assert facts.territory_facts(MarketEntry(project=project, country="ZZZ")) == []


def test_a_source_that_fails_takes_nothing_else_down(registry, entry, project, owner):
    def broken(*args):
        raise RuntimeError

    facts.add(facts.FactSource("test", broken, 1), owner="tests")
    cards.add(cards.CardSource("test", broken, 1), owner="tests")
    meters.add("test", broken, owner="tests")
    assert facts.facts_of(entry)
    assert "could not be read" in str(cards.cards_of(project, owner)[0].empty)
    assert meters.usage_of(project) is not None


def test_a_card_may_decline(registry, project, owner):
    before = len(cards.cards_of(project, owner))
    cards.add(cards.CardSource("test", lambda project, user: None), owner="tests")
    assert len(cards.cards_of(project, owner)) == before


def test_a_meter_says_how_much_of_the_limit_is_used(registry, project):
    meters.add("test", lambda project: meters.Usage("Disk", 3, 4, "bytes"), owner="tests")
    meters.add("free", lambda project: meters.Usage("Free", 3, None), owner="tests")
    shares = {usage.label: usage.share for usage in meters.usage_of(project)}
    assert (shares["Disk"], shares["Free"]) == (0.75, None)


def test_points_carry_name_place_and_stage(project, entry):
    with translation.override("zh-hans"):
        found = {p["iso3"]: p for p in overview.points(project.pk, overview.entries_of(project))}
    assert found["CHN"]["home"] is True
    assert found["DEU"]["name"] == "德国"
    assert found["DEU"]["step"] == 1
    assert 5 < found["DEU"]["lon"] < 15


def test_next_steps_follow_from_what_is_missing(project, owner):
    fresh = Project.objects.get(pk=project.pk)
    texts = [
        str(step.text)
        for step in overview.next_steps(fresh, overview.entries_of(fresh), Role.OWNER)
    ]
    assert texts == ["Describe the product", "Add candidate markets", "Invite your team"]
    project.product.summary = "A lamp."
    project.product.save()
    fresh = Project.objects.get(pk=project.pk)
    step = overview.next_steps(fresh, overview.entries_of(fresh), Role.OWNER)[0]
    assert render(step.text) == "Say more of the product"
    assert "in 40 letters" in render(step.why)
    late = timezone.localdate() - timedelta(days=2)
    MarketEntryFactory(
        project=project, country="JPN", stage=Stage.ENTRY, target_launch=late, owner=None
    )
    fresh = Project.objects.get(pk=project.pk)
    texts = [
        str(step.text)
        for step in overview.next_steps(fresh, overview.entries_of(fresh), Role.EDITOR)
    ]
    assert "Check launch dates that have passed: 1" in texts
    assert "Name owners for markets under way: 1" in texts
    assert "Invite your team" not in texts
    assert overview.next_steps(fresh, [], Role.VIEWER) == []


def test_the_sample_is_made_once_for_each_person(monkeypatch, owner):
    monkeypatch.setattr(samples, "_makers", {})
    with pytest.raises(Refused):
        samples.open_sample(owner)
    samples.register(lambda user: ProjectFactory(owner=user, is_sample=True))
    first = samples.open_sample(owner)
    assert samples.open_sample(owner) == first
    assert samples.open_sample(UserFactory()) != first
