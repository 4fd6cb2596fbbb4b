"""The commands behind the Makefile's targets."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from deploy.launch import doctor, gates, install, running
from deploy.launch.config import Config, read_config, site_environment
from deploy.launch.output import Stop, paint, say
from deploy.launch.run import prepare, run

COVERAGE = 94  # percent of lines at least


def install_only(config: Config) -> int:
    """``make install``: the environment and the catalogues, for machines that a process manager
    runs: its account may not write here.
    """
    if install.ensure(config, ["base", "models"] if config.models else ["base"]):
        install.compile_all(config)
    if in_venv(config, ["-m", "deploy.messages", "compile"]):
        raise Stop("The Chinese texts could not be compiled: the lines above say why.")
    say(f"{config.venv} is up to date.")
    return 0


def reset(config: Config) -> int:
    """``make reset``: remove the data folder, after asking."""
    if running.is_ours(running.recorded(config).get("launcher")):
        raise Stop("Lepton is running: 'make stop' first.")
    if not config.var.exists():
        say("There is nothing to remove.")
        return 0
    if not (config.var / "secret_key").exists() and any(config.var.iterdir()):
        raise Stop(f"{config.var} does not look like Lepton's data folder; nothing was removed.")
    if os.environ.get("FORCE") != "1" and not _confirmed(config.var):
        say("Nothing was removed.")
        return 1
    shutil.rmtree(config.var)
    say(f"{config.var} is gone; 'make run' starts afresh.")
    return 0


def _confirmed(folder: Path) -> bool:
    say(f"This removes {folder}: database, uploaded data, results, accounts.")
    if not sys.stdin.isatty():
        raise Stop("Nobody is there to ask; FORCE=1 make reset removes it without asking.")
    return input("Type 'remove' to go on: ").strip() == "remove"


def password(config: Config) -> int:
    """``make password``: a new random password for the administrator."""
    install.ensure(config, ["base"])
    prepare(config)
    return in_venv(config, ["manage.py", "reset_admin_password"])


def in_venv(config: Config, arguments: list[str], **environment: str) -> int:
    """Run the environment's Python in the repository."""
    sys.stdout.flush()
    command = [str(config.python), *arguments]
    shown = {**site_environment(config), **environment}
    return subprocess.call(command, cwd=config.root, env=shown)


def test(config: Config) -> int:
    """``make test``: the suite but for ``make faults``; TESTS chooses paths. With CI=true or ALL=1
    the longest tests run too, with CI=true but for those that ``make services`` runs, which .ci/run
    calls next; with COVERAGE=1 the lines are counted, which takes a third longer.
    """
    install.ensure(config, ["base", "test", "models"])
    chosen = os.environ.get("TESTS", "").split()
    options = chosen or [
        "--ignore=tests/faults",
        # In the order of the folders: xdist would keep the few long browser tests for the end.
        # Tests wait a quarter of their time: three processes keep two cores at work.
        *("-n", os.environ.get("TEST_PROCESSES", "3"), "--dist", "loadfile"),
        *("--no-loadscope-reorder", "-rs", "--durations=15"),
    ]
    marked = "not soak and not servers"
    in_ci = os.environ.get("CI") == "true"
    if not (chosen or in_ci or os.environ.get("ALL")):
        say(
            "Whole installations and long trainings are left out; ALL=1 runs them, as .ci/run does."
        )
        marked += " and not thorough"
    elif not (chosen or os.environ.get("ALL")):
        marked += " and not (thorough and services)"
    arguments = ["-m", marked, *options]
    if chosen or not os.environ.get("COVERAGE"):
        return pytest(config, arguments)
    config.make_var()
    counts = config.var / "coverage.json"
    failed = pytest(config, arguments, counter=["-m", "slipcover", "--json", "--out", str(counts)])
    return failed or _coverage(config, counts)


def _coverage(config: Config, counts: Path) -> int:
    """Show what was not run, and fail where it is too much. Asked for in the run itself, slipcover
    would show the lines of its first process alone.
    """
    whole = counts.with_suffix(".all.json")
    arguments = ["-m", "slipcover", "--merge", str(counts), "--out", str(whole)]
    return in_venv(config, [*arguments, "--fail-under", str(COVERAGE)])


def pytest(config: Config, arguments: list[str], *, counter: Sequence[str] = ()) -> int:
    """Pytest with the site's variables taken out of the way: the tests bring their own. ``counter``
    is a module that runs it.
    """
    hidden = {"LEPTON_VAR", "HOST", "PORT", "ALLOWED_HOSTS", "SITE_URL", "DJANGO_SETTINGS_MODULE"}
    path = site_environment(config)["PATH"]
    environment = {key: value for key, value in os.environ.items() if key not in hidden}
    environment |= {"PATH": path, "PYTHONHASHSEED": "0"}
    command = [str(config.python), *counter, "-m", "pytest", *arguments]
    return subprocess.call(command, cwd=config.root, env=environment)


def services(config: Config) -> int:
    """``make services``: tests marked so, on DATABASE_URL and CELERY_BROKER_URL."""
    for name in ("DATABASE_URL", "CELERY_BROKER_URL"):
        if not os.environ.get(name):
            raise Stop(f"{name} is not set: it names the server to test on.")
    install.ensure(config, ["base", "test", "models"])
    # Three processes and the long files first, as above.
    side_by_side = ["-n", os.environ.get("TEST_PROCESSES", "3"), "--dist", "loadfile"]
    side_by_side.append("--no-loadscope-reorder")
    return pytest(config, ["-m", "services and not soak", *side_by_side])


def faults(config: Config) -> int:
    """``make faults``: jobs under fault, on SQLite with files as the broker, and on a PostgreSQL, a
    Redis and a RabbitMQ of their own. A process for each of the three: mostly they wait.
    """
    install.ensure(config, ["base", "test", "models"])
    side_by_side = ["-n", os.environ.get("TEST_PROCESSES", "3"), "--dist", "loadgroup"]
    chosen = ["tests/faults", "-m", "not soak"]
    return pytest(config, [*chosen, *side_by_side, "-rs", "--durations=10"])


def lint(config: Config) -> int:
    """``make lint``: every gate that needs no test, all of them even when one fails; two at a
    time."""
    install.ensure(config, ["base", "test", "lint"])
    failed = gates.failed_gates(config)
    if failed:
        raise Stop(f"These gates failed: {', '.join(failed)}.")
    say(paint(f"All {len(gates.GATES)} gates passed.", "green"))
    return 0


def bench(config: Config) -> int:
    """``make bench``: every benchmark, results into benchmarks/RESULTS.md."""
    install.ensure(config, ["base", "test", "models"])
    return in_venv(config, ["-m", "benchmarks"])


def soak(config: Config) -> int:
    """``make soak``: the long runs, with commit, date and seed written down; then the suite with
    its lines counted.
    """
    install.ensure(config, ["base", "test", "models"])
    failed = in_venv(config, ["-m", "benchmarks.soak"])
    os.environ |= {"COVERAGE": "1", "ALL": "1"}
    return test(config) or failed


def shots(config: Config) -> int:
    """``make shots``: pictures of the main pages; needs Chromium."""
    install.ensure(config, ["base", "test"])
    return in_venv(config, ["-m", "deploy.shots"])


def vendor(config: Config) -> int:
    """``make vendor``: fetch the browser assets anew from npm; needs npm."""
    if not shutil.which("npm"):
        raise Stop("make vendor needs npm, which is not installed; running Lepton does not.")
    return subprocess.call([sys.executable, "-m", "deploy.vendor"], cwd=config.root)


def messages(config: Config) -> int:
    """``make messages``: bring the catalogues in line with the sources and list what is missing."""
    install.ensure(config, ["base"])
    for step in ("update", "compile", "missing"):
        in_venv(config, ["-m", "deploy.messages", step])
    return 0


def client(config: Config) -> int:
    """``make client``: the typed Python client, generated anew from the schema."""
    install.ensure(config, ["base", "test", "lint"])
    return in_venv(config, ["-m", "deploy.client", "write"])


COMMANDS: dict[str, Callable[[Config], int]] = {
    "run": run,
    "install": install_only,
    "stop": running.stop,
    "reset": reset,
    "password": password,
    "doctor": doctor.doctor,
    "test": test,
    "services": services,
    "faults": faults,
    "lint": lint,
    "bench": bench,
    "soak": soak,
    "shots": shots,
    "messages": messages,
    "vendor": vendor,
    "client": client,
}


def main(arguments: list[str]) -> int:
    """Run one command; every refusal is one sentence on the error stream."""
    name = arguments[0] if arguments else ""
    if name not in COMMANDS:
        say(f"usage: python -m deploy.launch {'|'.join(COMMANDS)}")
        return 2
    try:
        return COMMANDS[name](read_config())
    except Stop as refusal:
        print(paint(str(refusal), "red"), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
