"""One spare child that has imported what the next long run needs."""

from __future__ import annotations

from concurrent.futures import Future

import pytest

from apps.jobs.supervisor import ready
from apps.jobs.supervisor.ready import Kind, ReadyChild

TEXT = Kind(("torch",), 1, "")


class FakeChild:
    def __init__(self) -> None:
        self.is_there = True

    def alive(self):
        return self.is_there

    def end(self):
        self.is_there = False


class Forge:
    """Starts children that do nothing, and counts them."""

    def __init__(self) -> None:
        self.made: list[FakeChild] = []

    def order(self, spawn):
        future: Future = Future()
        self.made.append(FakeChild())
        future.set_result(self.made[-1])
        return future


@pytest.fixture
def forge(settings, monkeypatch):
    settings.JOB_READY_SECONDS = 600
    monkeypatch.setattr(ready, "LEAST_LEFT", 0)
    return Forge()


@pytest.fixture
def spare(forge):
    held = ReadyChild(forge)
    yield held
    held.close()


def test_the_next_run_of_a_kind_takes_the_child_that_waits(spare, forge):
    first = spare.take(TEXT)
    assert len(forge.made) == 1, "nothing waits before anybody has asked"
    spare.refill()
    spare.refill()
    assert len(forge.made) == 2, "one waits, not more"
    assert spare.take(TEXT) is forge.made[1] is not first
    spare.refill()
    assert spare.take(Kind(("torch",), 2, "")) is forge.made[3]
    assert not forge.made[2].alive(), "of no use to a run with other threads"


def test_one_that_died_is_replaced_and_none_outlives_the_pool(spare, forge):
    spare.take(TEXT)
    spare.refill()
    forge.made[1].end()
    assert spare.take(TEXT) is forge.made[2]
    spare.refill()
    spare.close()
    spare.refill()
    assert not forge.made[3].alive()
    assert len(forge.made) == 4


def test_nobody_waits_for_ever_or_where_memory_is_short(spare, forge, settings, monkeypatch):
    spare.take(TEXT)
    settings.JOB_READY_SECONDS = 0.05
    spare.refill()
    timer = spare._timers[-1]
    timer.join(5)
    assert not forge.made[1].alive()
    spare.take(TEXT)
    monkeypatch.setattr(ready, "LEAST_LEFT", 2**60)
    spare.refill()
    assert len(forge.made) == 3
