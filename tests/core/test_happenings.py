"""A recorder is part of the change; a listener comes after it and harms nobody."""

from __future__ import annotations

import pytest

from apps.core import catalogue, happenings
from apps.core.catalogue import EventKind
from apps.core.registry import DuplicateKeyError, Registry


@pytest.fixture
def heard(monkeypatch):
    monkeypatch.setattr(happenings, "_recorders", [])
    monkeypatch.setattr(happenings, "_listeners", [])
    monkeypatch.setattr(catalogue, "kinds", Registry("event kind"))
    catalogue.add([EventKind("core.thing.made", "Thing made")], owner="tests")
    return []


@pytest.mark.django_db
def test_listeners_hear_after_the_commit_even_when_one_fails(
    heard, django_capture_on_commit_callbacks, caplog
):
    def broken(happening):
        raise OSError("gone")

    happenings.listener(broken)
    happenings.listener(broken)
    happenings.listener(lambda happening: heard.append(happening.kind))
    with django_capture_on_commit_callbacks(execute=True):
        happenings.report("core.thing.made", size=1)
        assert heard == []
    assert heard == ["core.thing.made"]
    assert caplog.text.count("a listener failed") == 1


@pytest.mark.django_db
def test_a_recorder_that_fails_takes_the_change_with_it(heard):
    @happenings.recorder
    def refuse(happenings):
        raise ValueError(happenings[0].kind)

    with pytest.raises(ValueError, match=r"core\.thing\.made"):
        happenings.report("core.thing.made")


@pytest.mark.django_db
def test_many_reports_are_recorded_in_one_go_and_told_one_by_one(
    heard, django_capture_on_commit_callbacks
):
    batches = []
    happenings.recorder(batches.append)
    happenings.listener(lambda happening: heard.append(happening.data["row"]))
    rows = [happenings.Happening("core.thing.made", data={"row": n}) for n in range(3)]
    with django_capture_on_commit_callbacks(execute=True):
        happenings.report_all(rows)
        assert batches == [rows]
    assert heard == [0, 1, 2]


def test_a_key_taken_by_another_owner_names_both():
    registry = Registry("thing")
    registry.register("a", 1, owner="first")
    registry.register("a", 2, owner="first")
    assert registry.get("a") == 2
    assert registry.keys() == ["a"]
    with pytest.raises(DuplicateKeyError, match="'first' and 'second'"):
        registry.register("a", 3, owner="second")
