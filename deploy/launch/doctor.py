"""``make doctor``: one line for each thing Lepton needs, with what to do about it."""

from __future__ import annotations

import importlib.util
import json
import os
import platform
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

from deploy.launch import install, running
from deploy.launch.config import Config, site_environment
from deploy.launch.output import Stop, paint, say, size

COLOURS = {"ok": "green", "warn": "yellow", "fail": "red"}


@dataclass(frozen=True)
class Finding:
    """``state`` is ok, warn or fail; ``advice`` says what to do when it is not ok."""

    state: str
    name: str
    fact: str
    advice: str = ""


def doctor(config: Config) -> int:
    """Print every finding; the status is 1 when one of them stops Lepton from working."""
    findings = [*outer_findings(config), *inner_findings(config)]
    width = max(len(finding.name) for finding in findings)
    for finding in findings:
        state = paint(f"{finding.state:<4}", COLOURS[finding.state])
        advice = f" → {finding.advice}" if finding.advice else ""
        say(f"{state}  {finding.name:<{width}}  {finding.fact}{advice}")
    return int(any(finding.state == "fail" for finding in findings))


def outer_findings(config: Config) -> Iterator[Finding]:
    """What can be told before anything is installed."""
    yield Finding("ok", "Python", f"{platform.python_version()} on {platform.platform()}")
    yield _venv_module()
    yield _installed(config)
    yield _disk(config)
    yield _port(config)
    yield _gpu()
    yield _account()


def _venv_module() -> Finding:
    if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        return Finding("ok", "venv module", "there")
    version = ".".join(platform.python_version_tuple()[:2])
    return Finding("fail", "venv module", "not there", f"apt-get install python{version}-venv")


def _installed(config: Config) -> Finding:
    if install.missing_groups(config, ["base"]):
        return Finding("warn", "packages", "not installed or not current", "make run installs them")
    return Finding("ok", "packages", f"installed in {config.venv.name}")


def _disk(config: Config) -> Finding:
    free = shutil.disk_usage(config.root).free
    if free < install.SPARE:
        return Finding("fail", "disk", f"{size(free)} free", "make room: uploads and jobs need it")
    if free < 5 * 10**9:
        return Finding("warn", "disk", f"{size(free)} free", "large uploads will not fit")
    return Finding("ok", "disk", f"{size(free)} free")


def _port(config: Config) -> Finding:
    if running.is_ours(running.recorded(config).get("launcher")):
        return Finding("ok", "port", f"Lepton runs at {running.recorded(config).get('url')}")
    try:
        running.refuse_taken_port(config)
    except Stop as refusal:
        return Finding("fail", "port", str(refusal))
    return Finding("ok", "port", f"{config.port} on {config.host} is free")


def _gpu() -> Finding:
    query = ["nvidia-smi", "--query-gpu=name,memory.total", "--format=csv,noheader"]
    if not shutil.which("nvidia-smi"):
        if platform.system() == "Darwin" and platform.machine() == "arm64":
            return Finding("ok", "GPU", "Apple silicon")
        return Finding("ok", "GPU", "no NVIDIA GPU: models run on the processor")
    done = subprocess.run(query, capture_output=True, text=True, check=False)
    if done.returncode:
        return Finding("warn", "GPU", "nvidia-smi fails", "look after the driver: run nvidia-smi")
    return Finding("ok", "GPU", "; ".join(done.stdout.strip().splitlines()))


def _account() -> Finding:
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return Finding(
            "warn", "account", "root", "run it as an ordinary user, except in a container"
        )
    return Finding("ok", "account", "an ordinary user")


def inner_findings(config: Config) -> list[Finding]:
    """What only the installed site can tell: database, broker, storage, mail, models extra."""
    if not config.python.exists():
        return [Finding("warn", "site", "not installed yet", "make run")]
    done = subprocess.run(
        [str(config.python), "-m", "deploy.checks"],
        cwd=config.root,
        env=site_environment(config),
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        return [Finding(**item) for item in json.loads(done.stdout.splitlines()[-1])]
    except (ValueError, IndexError):
        lines = done.stderr.strip().splitlines() or ["no answer"]
        return [
            Finding("fail", "site", f"does not start: {lines[-1]}", "see the settings in README")
        ]
