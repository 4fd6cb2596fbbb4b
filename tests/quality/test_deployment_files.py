"""The files of deploy/docker and deploy/systemd say the same as the Procfile and the README."""

from __future__ import annotations

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

from deploy.launch.config import ROOT
from deploy.launch.procfile import read_procfile

DOCKER, SYSTEMD = ROOT / "deploy" / "docker", ROOT / "deploy" / "systemd"
COMPOSE = yaml.safe_load((DOCKER / "compose.yaml").read_text())
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
    assert wrong.stdout.read().strip().endswith("web, worker, heavy, scheduler.")
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
