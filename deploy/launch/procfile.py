"""The Procfile: one place says which processes Lepton is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from deploy.launch.output import Stop

_LINE = re.compile(r"^([A-Za-z0-9_-]+):\s*(\S.*)$")


@dataclass(frozen=True)
class Process:
    """``command`` is a shell line; it may use ``${NAME:-default}``."""

    name: str
    command: str


def read_procfile(path: Path) -> list[Process]:
    """The processes in the file's order."""
    processes = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.match(line)
        if not match:
            raise Stop(f"{path.name}, line {number} is not 'name: command': {line}")
        processes.append(Process(match[1], match[2]))
    return processes
