"""Runs one process of the Procfile in this one's place: ``python -m deploy.process web``.

Containers and systemd units start Lepton with it, so the Procfile stays the only place that says
how. It takes the environment's variables as they are and adds those that nobody set.
"""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from deploy.launch.config import ROOT, read_config, site_environment
from deploy.launch.output import Stop, say
from deploy.launch.procfile import read_procfile


def main(arguments: list[str]) -> int:
    processes = {process.name: process for process in read_procfile(ROOT / "Procfile")}
    if len(arguments) != 1 or arguments[0] not in processes:
        say(f"Name one process of the Procfile: {', '.join(processes)}.")
        return 2
    try:
        environment = site_environment(read_config())
    except Stop as stop:
        say(str(stop))
        return 1
    return become(processes[arguments[0]].command, environment)


def become(command: str, environment: dict[str, str]) -> NoReturn:
    """The shell gives its place to the process too: signals reach what they are meant for."""
    sys.stdout.flush()
    os.chdir(ROOT)
    os.execvpe("sh", ["sh", "-c", f"exec {command}"], environment)  # noqa: S606


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
