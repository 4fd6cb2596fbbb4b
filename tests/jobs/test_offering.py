"""The list of engines that a run starts from: by question, in groups, those that can run first."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from apps.engines import registry
from apps.engines.registry import EngineState
from apps.jobs import offering
from tests.jobs.engines import TableEngine


@pytest.fixture
def shown(client, analyst, project):
    """The list as an analyst sees it, with what is asked for in the address."""
    client.force_login(analyst)

    def read(**query):
        return client.get(reverse("jobs:new", args=[project.pk], query=query)).content.decode()

    return read


def keys(groups):
    return {group.key: [one.engine.key for one in group.engines] for group in groups}


def test_engines_stand_in_the_group_of_their_kind(project):
    found = keys(offering.groups(project))
    assert found["markets"][:2] == ["markets.ranking", "markets.sizing"]
    assert {"regression.least_squares", "regression.response"} <= set(found["regression"])
    listed = [key for group in found.values() for key in group]
    asked = {one.key for one in registry.entries() if one.engine and one.engine.kind != "system"}
    assert len(listed) == len(set(listed))
    assert set(listed) == asked


def test_what_cannot_run_comes_last_and_leads_nowhere(project, shown, monkeypatch):
    state = registry.EngineEntry.state
    monkeypatch.setattr(
        registry.EngineEntry,
        "state",
        lambda self: EngineState.NOT_INSTALLED if self.key == "markets.ranking" else state(self),
    )
    assert keys(offering.groups(project))["markets"][-1] == "markets.ranking"
    page = shown()
    assert "Which markets first?" in page
    assert "?engine=markets.ranking" not in page


def test_a_kind_that_nobody_knows_has_a_place(project, monkeypatch):
    monkeypatch.setattr(TableEngine, "kind", "weather", raising=False)
    assert "toy.table" in keys(offering.groups(project))["other"]


def test_every_built_in_engine_says_which_question_it_answers(project):
    for group in offering.groups(project):
        for one in group.engines:
            if type(one.engine).__module__.startswith("apps.engines.builtin"):
                assert one.engine.question.endswith("?"), one.engine.key


def test_the_data_that_was_chosen_goes_along(shown):
    page = shown(data="dataset:1&x")
    found = re.search(r'href="\?engine=markets\.sizing&amp;data=([^"]*)"', page)
    assert found
    assert found[1] == "dataset%3A1%26x"
