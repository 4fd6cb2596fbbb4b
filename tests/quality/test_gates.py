"""`make lint` runs every gate, two at a time, and shows them one after the other."""

import sys
import time
from pathlib import Path

import pytest

from deploy.launch import commands, gates, install
from deploy.launch.config import Config, read_config
from deploy.launch.output import Stop

MEET = """
import pathlib, sys, time
mine, other = sys.argv[1:]
print(f"{mine} begins", flush=True)
pathlib.Path(mine).touch()
end = time.monotonic() + 10
while not pathlib.Path(other).exists() and time.monotonic() < end:
    time.sleep(0.01)
print(f"{mine} ends", file=sys.stderr)
sys.exit(not pathlib.Path(other).exists())
"""


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """A checkout whose environment's Python is the one that runs this."""
    config = read_config({}, tmp_path)
    config.python.parent.mkdir(parents=True)
    config.python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    config.python.chmod(0o755)
    return config


def test_two_gates_run_side_by_side_and_their_words_do_not_mix(config, monkeypatch, capsys):
    met = {"a": ["-c", MEET, "a", "b"], "b": ["-c", MEET, "b", "a"]}
    monkeypatch.setattr(gates, "GATES", met)
    assert gates.failed_gates(config) == []  # each has seen that the other runs
    lines = [line.partition(" (")[0] for line in capsys.readouterr().out.splitlines()]
    assert lines == ["── a", "a begins", "a ends", "── b", "b begins", "b ends"]


def test_no_more_than_two_run_at_once(config, monkeypatch):
    running, most = [], []

    def watched(*_):
        running.append(1)
        most.append(len(running))
        time.sleep(0.05)
        running.pop()
        return gates.Passage(True, "", 0)

    monkeypatch.delenv("LINT_PROCESSES", raising=False)
    monkeypatch.setattr(gates, "_pass", watched)
    assert gates.failed_gates(config) == []
    assert len(most) == len(gates.GATES)
    assert max(most) == 2


def test_all_gates_run_though_one_fails_and_the_failed_are_named(config, monkeypatch, capsys):
    chosen = {
        "first": ["-c", "import sys; print('a fault'); sys.exit(1)"],
        "second": ["-c", "print('all is well')"],
        "third": ["-c", "raise SystemExit('no server')"],
    }
    monkeypatch.setattr(install, "ensure", lambda *_: False)
    monkeypatch.setattr(gates, "GATES", chosen)
    with pytest.raises(Stop, match=r"^These gates failed: first, third\.$"):
        commands.lint(config)
    shown = capsys.readouterr().out
    for said in ("a fault", "all is well", "no server"):
        assert said in shown
