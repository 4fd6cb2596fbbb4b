"""What a demand fit says at the gate, on the overview and as a market's fact."""

import pytest

from apps.core.rendering import render
from apps.jobs.models import State
from apps.projects.cards import cards_of
from apps.projects.facts import facts_of
from apps.projects.gates import GateState, open_gate
from apps.research.domain.demand import PURPOSE
from tests.factories.jobs import JobFactory


def summary(low, high):
    slope = {"term": "d", "estimate": 1.5, "low": low, "high": high}
    return {
        "targets": [
            {
                "target": "D",
                "predictive_r2": 0.91,
                "coefficients": [{"term": None, "estimate": 3.0, "low": 1.0, "high": 5.0}, slope],
            }
        ]
    }


@pytest.fixture
def entry(project):
    return project.market_entries.get(is_home=True)


def demand_check(entry):
    return next(one for one in open_gate(entry) if one.check.key == "research.demand")


def make_fit(project, low=1.0, high=2.0, **more):
    return JobFactory(
        project=project, purpose=PURPOSE, state=State.SUCCEEDED, title="D ~ d",
        summary=summary(low, high), inputs={"data": {"id": "v1"}}, **more,
    )  # fmt: skip


def test_without_a_fit_the_gate_says_what_to_do(entry):
    answer = demand_check(entry).answer
    assert answer.state is GateState.UNMET
    assert render(answer.todo) == "Fit demand from a dataset."


def test_an_effect_that_includes_no_change_does_not_meet_the_gate(project, entry):
    make_fit(project, low=-1.0)
    assert demand_check(entry).answer.state is GateState.UNMET


def test_a_settled_effect_meets_the_gate(project, entry):
    make_fit(project)
    answer = demand_check(entry).answer
    assert answer.state is GateState.MET
    assert render(answer.sentence) == "'D ~ d' shows how D changes with d."


def test_the_fact_has_its_interval_and_source(project, entry):
    fact = next(one for one in facts_of(entry) if one.key == "research.demand_effect")
    assert fact.value is None
    job = make_fit(project)
    fact = next(one for one in facts_of(entry) if one.key == "research.demand_effect")
    assert (fact.value, fact.low, fact.high, fact.hash) == (1.5, 1.0, 2.0, "v1")
    assert str(job.pk) in fact.url
    assert render(fact.note) == "D for each additional unit of d."


def test_the_card_offers_a_fit_only_to_those_who_may(project, analyst, viewer):
    def card(user):
        return next(one for one in cards_of(project, user) if str(one.title) == "Demand")

    assert card(analyst).action_url
    assert not card(viewer).action_url
    make_fit(project)
    assert [link.text for link in card(viewer).links] == ["D ~ d"]
    assert card(viewer).figures[0].value.value == 0.91
