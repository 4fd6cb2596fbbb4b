"""One spare child that has imported what the next long run needs."""

from __future__ import annotations

import json
import os
import time
from concurrent.futures import Future

import pytest

from apps.jobs.supervisor import ready
from apps.jobs.supervisor.children import Child
from apps.jobs.supervisor.environment import child_environment
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


def test_one_that_could_not_be_started_harms_no_run(spare, forge, monkeypatch):
    def fail(spawn):
        future: Future = Future()
        future.set_exception(OSError("no more processes"))
        return future

    spare.take(TEXT)
    with monkeypatch.context() as broken:
        broken.setattr(forge, "order", fail)
        spare.refill()
    assert spare.take(TEXT) is forge.made[1]
    with monkeypatch.context() as broken:
        broken.setattr(forge, "order", fail)
        spare.refill()
    spare.close()


def test_what_a_container_leaves_counts(spare, forge, monkeypatch):
    monkeypatch.setattr(ready, "LEAST_LEFT", 1000)
    monkeypatch.setattr(ready, "container_left", lambda: [900])
    spare.take(TEXT)
    spare.refill()
    assert len(forge.made) == 1


def test_a_stop_that_is_asked_for_while_the_child_imports_is_kept(tmp_path):
    (tmp_path / "slow_import.py").write_text("import time\ntime.sleep(1)\n")
    (tmp_path / "broken_import.py").write_text("raise RuntimeError('no such library')\n")
    folder = tmp_path / "1"
    folder.mkdir()
    spec = {
        "folder": str(folder), "engine": "tests.jobs.engines:ActEngine",
        "runner": "tests.jobs.engines:ActRunner", "task": "run",
        "params": {"act": "steps", "count": 100, "seconds": 0.05}, "inputs": {}, "seed": 3,
        "device": "cpu", "threads": 1, "resume_from": None, "log_lines": 5, "metric_points": 8,
        "memory": 0,
    }  # fmt: skip
    (folder / "spec.json").write_text(json.dumps(spec))
    environment = child_environment(1, source={**os.environ, "PYTHONPATH": str(tmp_path)})
    child = Child(environment, "broken_import,slow_import")
    try:
        assert child.run(folder)
        assert child.tell("stop")
        until = time.monotonic() + 20
        while not (folder / "result.json").exists() and time.monotonic() < until:
            time.sleep(0.05)
        answer = json.loads((folder / "result.json").read_text())
    finally:
        child.end()
    assert answer["outcome"] == "succeeded"
    assert answer["result"]["summary"]["done"] < 100


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
