"""The virtual environment: what goes in, how large it is, and whether it is up to date."""

from __future__ import annotations

import datetime
import hashlib
import importlib.util
import json
import platform
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from deploy.launch.config import Config
from deploy.launch.output import Stop, say, size

MB = 10**6
# Measured on Linux with Python 3.11 (download, on disk); other systems are within a third of it.
SIZES = {
    "base": (330 * MB, 1190 * MB),
    "test": (180 * MB, 600 * MB),
    "lint": (30 * MB, 120 * MB),
    "models": (530 * MB, 1740 * MB),
    "models with CUDA": (3280 * MB, 8140 * MB),
}
SPARE = 300 * MB  # room for the site's own data
MODEL_MODULES = (
    "torch", "transformers", "safetensors", "peft", "datasketch", "optuna", "statsforecast",
)  # fmt: skip
STAMP = "lepton-stamp.json"
LAST_LINES = 12  # of pip's, shown when it fails


def requirements(root: Path, group: str) -> list[str]:
    """What pyproject.toml lists for ``base`` or for an extra."""
    with (root / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    listed: list[str] = (
        project["dependencies"] if group == "base" else project["optional-dependencies"][group]
    )
    return listed


def fingerprint(root: Path, group: str) -> str:
    """Changes when the group, a pinned version or the Python changes."""
    constraints = (root / "constraints.txt").read_text(encoding="utf-8")
    parts = [*requirements(root, group), constraints, platform.python_version()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def missing_groups(config: Config, groups: list[str]) -> list[str]:
    """Those of ``groups`` that are not installed as they are listed now."""
    stamps = _stamps(config)
    return [group for group in groups if stamps.get(group) != fingerprint(config.root, group)]


def _stamps(config: Config) -> dict[str, str]:
    try:
        stamps: dict[str, str] = json.loads((config.venv / STAMP).read_text())
    except (OSError, ValueError):
        return {}
    return stamps if config.python.exists() else {}


def ensure(config: Config, groups: list[str]) -> bool:
    """Install what is missing of ``groups``, saying first what it takes; True when it did."""
    missing = missing_groups(config, groups)
    if not missing:
        return False
    if "models" in missing:
        create_venv(config)  # pip must be there to tell which torch it would fetch
    announce(config, missing)
    create_venv(config)
    config.make_var()
    log = config.var / "log" / "install.log"
    if _pip(config, missing, log):
        say("\n".join(log.read_text(encoding="utf-8").splitlines()[-LAST_LINES:]))
        raise Stop(
            "Installing failed; pip's last lines above say why (no network, a mirror without the"
            " package, or no ready-made wheel for this system), and everything it said is in"
            f" {log}. Put it right and run it again."
        )
    record(config, missing)
    return True


def _pip(config: Config, groups: list[str], log: Path) -> int:
    """Run pip, one line on the screen for each stage; its exit status."""
    started = time.monotonic()
    child = subprocess.Popen(
        install_command(config, groups),
        cwd=config.root,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    assert child.stdout is not None  # noqa: S101 - a pipe was asked for
    say(f"  What pip says is in {log}")
    for stage in stages(child.stdout, log):
        say(f"  {stage}…")
    status = child.wait()
    if not status:
        say(f"  Installed in {round(time.monotonic() - started)} s.")
    return status


def stages(lines: Iterable[str], log: Path) -> Iterator[str]:
    """What pip begins to do, each stage once; every line it says goes to ``log``."""
    log.parent.mkdir(parents=True, exist_ok=True)
    told: set[str] = set()
    with log.open("a", encoding="utf-8") as file:
        file.write(f"\n{datetime.datetime.now(datetime.UTC):%Y-%m-%d %H:%M} UTC\n")
        for line in lines:
            file.write(line)
            file.flush()
            stage, words = _stage(line)
            if stage and stage not in told:
                told.add(stage)
                yield words


def _stage(line: str) -> tuple[str, str]:
    """The stage that a line of pip's belongs to, and how it is announced; both may be empty."""
    text = line.strip()
    if text.startswith("Installing collected packages:"):
        names = text.partition(":")[2].split(",")
        return "install", f"Installing {len(names)} package{'s' if len(names) > 1 else ''}"
    if text.startswith("Downloading ") and ".metadata" not in text:
        return "download", "Downloading"
    if text.startswith("Collecting "):
        return "collect", "Finding what fits together"
    return "", ""


def install_command(config: Config, groups: list[str]) -> list[str]:
    """The command that installs ``groups``."""
    listed = [line for group in groups for line in requirements(config.root, group)]
    return [*pip_install(config), *listed]


def record(config: Config, groups: list[str]) -> None:
    """Remember that ``groups`` are installed as they are listed now."""
    stamps = _stamps(config) | {group: fingerprint(config.root, group) for group in groups}
    (config.venv / STAMP).write_text(json.dumps(stamps))


def announce(config: Config, groups: list[str]) -> None:
    """Say how much will be fetched and what is free; :class:`Stop` when it cannot fit."""
    download, on_disk = expected_size(config, groups)
    needed = on_disk + SPARE
    free = shutil.disk_usage(config.root).free
    say(
        f"Installing into {config.venv.name}: about {size(download)} to download, about"
        f" {size(needed)} on disk; {size(free)} free."
    )
    if free < needed:
        raise Stop(
            f"Too little disk space: {size(needed)} are needed in {config.root} and {size(free)}"
            " are free; make room, or put the folder on a larger disk."
        )


def expected_size(config: Config, groups: list[str]) -> tuple[int, int]:
    """Bytes to download and bytes on disk, about."""
    cuda = "models" in groups and brings_cuda(config)
    named = ["models with CUDA" if cuda and group == "models" else group for group in groups]
    return sum(SIZES[name][0] for name in named), sum(SIZES[name][1] for name in named)


def brings_cuda(config: Config) -> bool:
    """Whether pip, configured as it is, would fetch NVIDIA's libraries along with torch."""
    command = install_command(config, ["models"])
    command += ["--dry-run", "--quiet", "--report", "-"]
    done = subprocess.run(command, cwd=config.root, capture_output=True, text=True, check=False)
    try:
        planned = json.loads(done.stdout)["install"]
    except (ValueError, KeyError):
        return sys.platform == "linux"  # pip will say itself what is wrong; reckon with the most
    return any(item["metadata"]["name"].startswith("nvidia") for item in planned)


def create_venv(config: Config) -> None:
    """Make .venv, or make it anew when it belongs to another Python."""
    if config.python.exists() and _venv_version(config) == platform.python_version_tuple()[:2]:
        return
    require_venv_module()
    command = [sys.executable, "-m", "venv", "--clear", str(config.venv)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        reason = (done.stderr or done.stdout).strip().splitlines() or ["no reason given"]
        raise Stop(f"Creating {config.venv} failed: {reason[-1]}")


def require_venv_module() -> None:
    """:class:`Stop` when this Python cannot make virtual environments (Debian splits it off)."""
    lacking = [name for name in ("venv", "ensurepip") if not importlib.util.find_spec(name)]
    if lacking:
        version = ".".join(platform.python_version_tuple()[:2])
        raise Stop(
            f"Python {version} ({sys.executable}) lacks its '{lacking[0]}' module: install it"
            f" (Debian, Ubuntu: apt-get install python{version}-venv) and run it again."
        )


def _venv_version(config: Config) -> tuple[str, ...]:
    try:
        lines = (config.venv / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ()
    values = dict(line.split(" = ", 1) for line in lines if " = " in line)
    return tuple(values.get("version", "").split("."))[:2]


def pip_install(config: Config) -> list[str]:
    """Plain pip: the person's own configuration, index and mirror count."""
    return [
        str(config.python),
        *(
            "-m",
            "pip",
            "install",
            "--disable-pip-version-check",
        ),
        *("--only-binary", ":all:", "--prefer-binary"),
        # A third of the time, and most modules are never imported. What is imported is compiled and
        # kept then, unless Python is told to keep nothing.
        *(() if sys.dont_write_bytecode else ("--no-compile",)),
        *("-c", str(config.root / "constraints.txt")),
    ]


def compile_all(config: Config) -> None:
    """Compile every installed module, on all processors: for accounts that may not write here."""
    command = ["-m", "compileall", "-q", "-q", "-j", "0", str(config.venv)]
    subprocess.run([str(config.python), *command], check=False, stdout=subprocess.DEVNULL)
