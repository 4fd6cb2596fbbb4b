"""The files of deploy/docker and deploy/systemd say the same as the Procfile and the README."""

from __future__ import annotations

import errno
import importlib.util
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
import yaml

from deploy import prepare
from deploy.launch import commands
from deploy.launch.config import ROOT, read_config
from deploy.launch.output import Stop
from deploy.launch.procfile import read_procfile

DOCKER, SYSTEMD = ROOT / "deploy" / "docker", ROOT / "deploy" / "systemd"
COMPOSE = yaml.safe_load((DOCKER / "compose.yaml").read_text())
GUIDE = (ROOT / "docs/operations.md").read_text()
PROCESSES = [process.name for process in read_procfile(ROOT / "Procfile")]
OF_COMPOSE = {"COMPOSE_PROFILES", "LEPTON_DOMAIN", "POSTGRES_PASSWORD"}  # not read by Lepton
OURS = {
    name: service
    for name, service in COMPOSE["services"].items()
    if service["image"].startswith("lepton")
}


def documented() -> set[str]:
    return set(re.findall(r"^\| `([A-Z0-9_]+)`", (ROOT / "README.md").read_text(), re.M))


def test_every_process_has_a_service_and_a_unit():
    started = {service["command"][-1] for service in OURS.values()}
    assert started == {*PROCESSES, "deploy.prepare"}
    units = {path.stem.removeprefix("lepton-") for path in SYSTEMD.glob("lepton-*.service")}
    assert units == {*PROCESSES, "prepare"}
    wanted = (SYSTEMD / "lepton.target").read_text()
    assert all(f"lepton-{name}.service" in wanted for name in PROCESSES)


def test_what_they_start_exists():
    modules = {service["command"][0] for service in OURS.values()}
    modules.add(OURS["web"]["healthcheck"]["test"][-1])
    for path in SYSTEMD.glob("*.service"):
        command = re.search(r"^ExecStart=\S+ -m (\S+) ?(\S*)$", path.read_text(), re.M)
        modules.add(command[1])
        assert command[2] in ("", *PROCESSES)
    assert modules == {"deploy.process", "deploy.prepare", "deploy.healthy"}
    assert all(importlib.util.find_spec(module) for module in modules)


def test_their_variables_are_in_the_readme():
    used = set(re.findall(r"^([A-Z0-9_]+)=", (DOCKER / "lepton.env.example").read_text(), re.M))
    for service in OURS.values():
        used |= set(service["environment"])
    used |= set(re.findall(r"\$\{([A-Z0-9_]+)", (DOCKER / "compose.yaml").read_text()))
    assert used - documented() - OF_COMPOSE == set()


def test_the_example_has_no_secret():
    for line in (DOCKER / "lepton.env.example").read_text().splitlines():
        name, _equals, value = line.partition("=")
        if "SECRET" in name or "PASSWORD" in name:
            assert value == "" or line.startswith("#")


@pytest.mark.parametrize("name", [".dockerignore", ".gitignore"])
def test_what_was_filled_in_goes_into_no_image_and_no_commit(name):
    (filled_in,) = set(re.findall(r"\.env\.example (\S+\.env)\b", GUIDE)) - {
        "/etc/lepton/lepton.env"
    }
    ignored = (ROOT / name).read_text().splitlines()
    assert {filled_in, ".env"} <= set(ignored)
    assert not [line for line in ignored if line.startswith("!")]


def test_every_service_is_told_of_the_gpus():
    """The web process chooses the queue of a job, and there is no GPU in its container."""
    assert {service["environment"].get("JOB_GPUS") for service in OURS.values()} == {
        "${JOB_GPUS:-0}"
    }
    example = (DOCKER / "lepton.env.example").read_text().splitlines()
    assert example[example.index("# COMPOSE_PROFILES=gpu") + 1] == "# JOB_GPUS=1"


def test_every_docker_compose_command_is_whole():
    """Without the file of variables Compose stops at the first that is required."""
    written = re.findall(r"docker compose[^\n`]*", GUIDE)
    assert len(written) >= 4
    whole = "docker compose --env-file deploy/docker/lepton.env -f deploy/docker/compose.yaml "
    for command in written:
        assert command.startswith(whole), command
        action, *named = command.removeprefix(whole).partition("#")[0].split()
        assert action in ("up", "logs", "stop")
        services = {word for word in named if not word.startswith("-")}
        assert services <= set(COMPOSE["services"]), command


def test_files_are_installed_into_folders_that_are_made():
    written = re.findall(r"^install .*$", GUIDE, re.M)
    assert written
    assert all(command.startswith("install -D -m 600 ") for command in written)


def test_make_install_leaves_nothing_to_compile(tmp_path, monkeypatch):
    """The account of the processes may not write where the code is."""
    config = read_config({}, tmp_path)
    started = []
    monkeypatch.setattr(commands.install, "ensure", lambda *_: False)
    monkeypatch.setattr(subprocess, "call", lambda command, **_: started.append(command[1:]) or 0)
    assert commands.install_only(config) == 0
    assert started == [["-m", "deploy.messages", "compile"]]
    monkeypatch.setattr(subprocess, "call", lambda *_, **__: 1)
    with pytest.raises(Stop, match="could not be compiled"):
        commands.install_only(config)


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
def test_a_checkout_that_prepare_may_not_write_is_one_sentence(monkeypatch, capsys, number):
    def refused():
        raise OSError(number, os.strerror(number), "django.tmp")

    monkeypatch.setattr(prepare, "compile_catalogues", refused)
    prepare.compile_messages()
    (said,) = capsys.readouterr().err.splitlines()
    assert os.strerror(number) in said
    assert said.endswith(f"run 'make install' as the account that owns {ROOT}.")


def test_containers_have_no_more_rights_than_they_need():
    for name, service in OURS.items():
        assert service["cap_drop"] == ["ALL"], name
        assert service["read_only"], name
        assert "ports" not in service, "only the proxy is reached from outside"
    assert re.search(r"^USER lepton$", (DOCKER / "Dockerfile").read_text(), re.M)
    unpinned = [
        service["image"]
        for service in COMPOSE["services"].values()
        if service not in OURS.values() and not re.search(r":\d", service["image"])
    ]
    assert unpinned == []


def test_units_are_understood_by_systemd(tmp_path):
    verify = shutil.which("systemd-analyze")
    if verify is None:
        pytest.skip("systemd-analyze is not installed")
    for path in SYSTEMD.iterdir():
        # The paths of a server are not there on the machine of the tests.
        text = path.read_text().replace("/srv/lepton/.venv/bin/python", "/bin/true")
        (tmp_path / path.name).write_text(text)
    done = subprocess.run(
        [verify, "verify", "--man=no", *sorted(map(str, tmp_path.iterdir()))],
        capture_output=True,
        text=True,
    )
    said = [line for line in done.stderr.splitlines() if str(tmp_path) in line or "lepton" in line]
    assert said == []


def start(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    hidden = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    own = {key: value for key, value in os.environ.items() if key not in hidden}
    return subprocess.Popen(
        [sys.executable, "-m", "deploy.process", *arguments],
        cwd=ROOT,
        env={**own, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_a_wrong_name_or_port_is_one_sentence(tmp_path):
    wrong = start("wbe", LEPTON_VAR=str(tmp_path))
    assert wrong.wait(20) == 2
    assert wrong.stdout.read().strip().endswith("web, worker, heavy, serve, scheduler.")
    port = start("web", LEPTON_VAR=str(tmp_path), PORT="x")
    assert port.wait(20) == 1
    assert "PORT=x is not a port" in port.stdout.read()


def test_the_process_takes_the_starters_place(tmp_path):
    """Same pid, so that signals of systemd and Docker reach gunicorn itself."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    folder = Path(sys.executable).parent
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    web = start("web", LEPTON_VAR=str(tmp_path), PORT=port, HOST="127.0.0.1", PATH=path)
    try:
        assert answers(f"http://127.0.0.1:{port}/health/live", web)
        command = Path("/proc", str(web.pid), "cmdline").read_bytes()
        assert b"gunicorn" in command
        healthy = subprocess.run(
            [sys.executable, "-m", "deploy.healthy"],
            cwd=ROOT,
            env={**os.environ, "PORT": port},
        )
        assert healthy.returncode == 0
    finally:
        web.send_signal(signal.SIGTERM)
        assert web.wait(15) == 0
    gone = subprocess.run(
        [sys.executable, "-m", "deploy.healthy"],
        cwd=ROOT,
        env={**os.environ, "PORT": port},
        capture_output=True,
    )
    assert gone.returncode == 1


def answers(address: str, process: subprocess.Popen[str]) -> bool:
    until = time.monotonic() + 40
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                return answer.status == 200
        except OSError:
            time.sleep(0.2)
    return False
