"""After the first answer: the banner, then the models extra behind the running site."""

from __future__ import annotations

import http.server
import json
import shutil
import socket
import threading
import time
from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path

import pytest

from apps.core.rendering import render
from apps.engines import registry
from apps.engines.registry import EngineState
from apps.jobs.domain.submit import usable_engine
from deploy.launch import install, run
from deploy.launch.config import ROOT, Config, read_config
from deploy.launch.supervise import Supervisor
from tests.factories.projects import ProjectFactory
from tests.jobs.workers import until

KEY = "regression.gradient_descent"
# In place of .venv's Python, and so of pip: writes down what it is asked for, waits for leave.
PIP = """#!/bin/sh
echo "$@" >> pip.asked
case "$*" in *--dry-run*) cat plan.json; exit 0;; esac
echo "Collecting torch==2.13.0"
while [ ! -e leave ]; do sleep 0.02; done
cat pip.says
exit "$(cat pip.status)"
"""
PLAN = {"install": [{"metadata": {"name": "torch"}}]}
WELL = "Installing collected packages: torch, peft\nSuccessfully installed torch peft\n"
BADLY = "ERROR: No matching distribution found for torch==2.13.0\n"
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def config(tmp_path: Path, monkeypatch) -> Config:
    """A checkout with base installed, the models extra not, and a pip of ours."""
    for name in ("pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = read_config({"PORT": str(port)}, tmp_path)
    config.make_var()
    config.python.parent.mkdir(parents=True)
    config.python.write_text(PIP)
    config.python.chmod(0o755)
    (tmp_path / "plan.json").write_text(json.dumps(PLAN))
    pip_will(config, WELL, 0)
    install.record(config, ["base"])
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 0, 10**11))
    monkeypatch.setattr(run, "QUIET_SECONDS", 0)
    return config


def pip_will(config: Config, says: str, status: int) -> None:
    (config.root / "pip.says").write_text(says)
    (config.root / "pip.status").write_text(str(status))


def asked_of_pip(config: Config) -> list[str]:
    """The installs that pip was asked for; trials left out."""
    try:
        lines = (config.root / "pip.asked").read_text().splitlines()
    except FileNotFoundError:
        return []
    return [line for line in lines if "--dry-run" not in line]


@pytest.fixture
def supervisor(config) -> Supervisor:
    return Supervisor(config.root, {"PATH": "/usr/bin:/bin"})


@pytest.fixture
def extra(config, supervisor) -> Iterator[run.ModelsExtra]:
    extra = run.ModelsExtra(config, supervisor)
    yield extra
    if extra._thread.ident:
        extra.cancel()


@pytest.fixture
def engine(config, settings, monkeypatch):
    """``engine()``: state and refusal of one that needs the extra, as the running site sees it."""
    settings.VAR_DIR = config.var
    there = registry._present
    monkeypatch.setattr(
        registry,
        "_present",
        lambda module: (
            not install.missing_groups(config, ["models"])
            if module in install.MODEL_MODULES
            else there(module)
        ),
    )
    project = ProjectFactory()

    def look() -> tuple[EngineState, str]:
        _, issues = usable_engine(KEY, project)
        return registry.entry(KEY).state(), " ".join(render(issue.message) for issue in issues)

    return look


@pytest.mark.django_db
def test_an_engine_is_being_installed_and_then_ready(config, extra, engine, capsys):
    assert engine()[0] is EngineState.NOT_INSTALLED
    extra.start()
    assert run.marker(config).read_text().split() == list(install.MODEL_MODULES)
    state, refusal = engine()
    assert state is EngineState.INSTALLING
    assert refusal.endswith("is still being installed. Try again in some minutes.")
    until(lambda: asked_of_pip(config))
    assert engine()[0] is EngineState.INSTALLING
    (config.root / "leave").touch()
    until(lambda: not run.marker(config).exists())
    assert engine() == (EngineState.READY, "")
    [command] = asked_of_pip(config)
    assert command.startswith("-m pip install ")
    assert f"-c {config.root / 'constraints.txt'}" in command
    assert command.endswith(" ".join(install.requirements(ROOT, "models")))
    said = [line.partition("| ")[2] for line in capsys.readouterr().out.splitlines()]
    assert said[0].startswith("installing in the background: about 530 MB to download, 1.7 GB on")
    assert said[1:] == [
        "Finding what fits together…",
        "Installing 2 packages…",
        "ready: gradient descent, text models and forecasts can be used now.",
    ]
    assert install.missing_groups(config, ["models"]) == []


@pytest.mark.django_db
def test_a_pip_that_fails_is_one_sentence_and_all_else_goes_on(config, extra, engine, capsys):
    pip_will(config, BADLY, 1)
    (config.root / "leave").touch()
    extra.start()
    until(lambda: not run.marker(config).exists())
    last = capsys.readouterr().out.splitlines()[-1]
    log = config.var / "log" / "install-models.log"
    assert last.partition("| ")[2] == (f"could not be installed; {log} says why. All else works.")
    assert BADLY in log.read_text()
    state, refusal = engine()
    assert state is EngineState.NOT_INSTALLED
    assert "(the extra 'models')" in refusal
    assert install.missing_groups(config, ["models"]) == ["models"]  # the next start tries again


def test_stopping_ends_pip_and_says_that_the_next_start_goes_on(config, extra, capsys):
    extra.start()
    until(lambda: asked_of_pip(config))
    until(lambda: extra._child is not None)
    extra.cancel()
    assert extra._child.wait(5) != 0
    assert not run.marker(config).exists()
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.endswith("| stopped; the next 'make run' takes it up again.")
    assert install.missing_groups(config, ["models"]) == ["models"]


def test_a_stop_while_the_size_is_being_asked_begins_no_pip(config, extra, monkeypatch):
    asked, leave = threading.Event(), threading.Event()

    def slow(*_):
        asked.set()
        leave.wait(5)
        return 1, 1

    monkeypatch.setattr(install, "expected_size", slow)
    extra.start()
    assert asked.wait(5)
    threading.Timer(0.2, leave.set).start()
    extra.cancel()
    assert asked_of_pip(config) == []


def test_a_stop_while_pip_begins_ends_it(config, extra, supervisor, monkeypatch):
    begin = supervisor.spawn

    def slow(command):
        monkeypatch.setattr(extra, "_cancelled", True)  # cancel() sees no child yet
        return begin(command)

    monkeypatch.setattr(install, "expected_size", lambda *_: (1, 1))
    monkeypatch.setattr(supervisor, "spawn", slow)
    extra.start()
    extra._thread.join(5)
    assert not extra._thread.is_alive()
    assert extra._child.returncode != 0
    assert install.missing_groups(config, ["models"]) == ["models"]


def test_too_little_disk_leaves_the_extra_out(config, extra, monkeypatch, capsys):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 0, 10**9))
    extra.start()
    until(lambda: not run.marker(config).exists())
    assert "left out: it needs 1.7 GB of disk and 1.0 GB are free." in capsys.readouterr().out
    assert asked_of_pip(config) == []


class LogInPage(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/accounts/login/" else 404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def web(config):
    """``web()``: the site answers from now on."""
    begun = []

    def start() -> None:
        server = http.server.HTTPServer((config.host, config.port), LogInPage)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        begun.append(server)

    yield start
    for server in begun:
        server.shutdown()
        server.server_close()


def test_the_site_is_usable_first_then_comes_the_extra(config, supervisor, web, capsys):
    opening = run._Opening(config, supervisor)
    opening.tick()
    assert (opening.opened, opening.extra) == (False, None)
    assert capsys.readouterr().out == ""
    web()
    opening.tick()
    said = capsys.readouterr().out
    assert opening.opened
    assert f"Lepton is ready:  {config.url}" in said
    assert "background" not in said.partition("Ctrl-C stops everything.")[0]
    until(lambda: asked_of_pip(config))
    opening.tick()  # once is enough
    (config.root / "leave").touch()
    until(lambda: not run.marker(config).exists())
    assert "Lepton is ready" not in capsys.readouterr().out
    assert len(asked_of_pip(config)) == 1


def test_the_banner_waits_until_the_processes_are_quiet(config, supervisor, web, monkeypatch):
    monkeypatch.setattr(run, "QUIET_SECONDS", 60)
    web()
    opening = run._Opening(config, supervisor)
    supervisor.last_line = time.monotonic()
    opening.tick()
    assert not opening.opened
    supervisor.last_line -= 61
    install.record(config, ["models"])
    opening.tick()
    assert (opening.opened, opening.extra) == (True, None)  # nothing is left to install


def test_without_models_one_sentence_says_so(config, supervisor, web, capsys):
    left_out = Config(config.host, config.port, config.var, models=False, root=config.root)
    web()
    opening = run._Opening(left_out, supervisor)
    opening.tick()
    assert opening.extra is None
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "The models extra is not installed (MODELS=0); 'make run' installs it."
    assert not run.marker(config).exists()


def test_a_site_that_never_answers_is_said_once(config, supervisor, monkeypatch, capsys):
    monkeypatch.setattr(run, "START_SECONDS", 0)
    opening = run._Opening(config, supervisor)
    time.sleep(0.01)
    opening.tick()
    opening.tick()
    assert capsys.readouterr().out.count(f"No answer from {config.url} yet") == 1
    assert opening.extra is None
