"""The gates of ``make lint``: side by side, the words of each kept together, in a fixed order."""

from __future__ import annotations

import os
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from deploy.launch.config import Config, site_environment
from deploy.launch.output import paint, say

# The longest first, so that both processors have something to do until the end.
GATES = {
    "types": ["-m", "mypy"],
    "client": ["-m", "deploy.client", "check"],
    "migrations": ["manage.py", "makemigrations", "--check", "--dry-run"],
    "licences": ["-m", "deploy.licences"],
    "messages": ["-m", "deploy.messages", "check"],
    "constraints": ["-m", "deploy.constraints", "check"],
    "layers": ["-c", "from importlinter.cli import lint_imports_command as c; c()"],
    "bare text": ["-m", "deploy.bare_text"],
    "lint": ["-m", "ruff", "check", "."],
    "format": ["-m", "ruff", "format", "--check", "."],
}


@dataclass(frozen=True)
class Passage:
    """How one gate went: whether it let through, what it said, how long it took."""

    passed: bool
    said: str
    seconds: float


def failed_gates(config: Config) -> list[str]:
    """Run every gate, LINT_PROCESSES of them at once (2 unless told), and show each; the names of
    those that failed.
    """
    at_once = ThreadPoolExecutor(int(os.environ.get("LINT_PROCESSES", "2")))
    failed = []
    try:
        ways = {name: at_once.submit(_pass, config, command) for name, command in GATES.items()}
        for name, way in ways.items():
            passage = way.result()
            say(paint(f"── {name} ({passage.seconds:.0f} s)", "cyan"))
            if passage.said:
                say(passage.said)
            if not passage.passed:
                failed.append(name)
    finally:
        at_once.shutdown(cancel_futures=True)  # Ctrl-C begins no further gate
    return failed


def _pass(config: Config, command: list[str]) -> Passage:
    started = time.monotonic()
    done = subprocess.run(
        [str(config.python), *command],
        cwd=config.root,
        env=site_environment(config),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    return Passage(done.returncode == 0, done.stdout.rstrip(), time.monotonic() - started)
