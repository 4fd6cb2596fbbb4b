"""Which machine and which code this is."""

from __future__ import annotations

import os
import socket
import tomllib
from functools import cache
from pathlib import Path

from django.conf import settings


@cache
def host_identity() -> str:
    """Host name and process-id namespace: two containers never judge each other's pids."""
    try:
        namespace = Path("/proc/self/ns/pid").stat().st_ino
    except OSError:
        return socket.gethostname()
    return f"{socket.gethostname()}:{namespace}"


@cache
def code_version() -> str:
    """The released version, with the commit where the code runs from a checkout."""
    root = Path(settings.BASE_DIR)
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    commit = _commit(root / ".git")
    return f"{project['version']}+{commit[:12]}" if commit else str(project["version"])


def _commit(git: Path) -> str:
    try:
        if git.is_file():  # a linked worktree
            git = Path(git.read_text(encoding="utf-8").partition(": ")[2].strip())
        head = (git / "HEAD").read_text(encoding="ascii").strip()
        if not head.startswith("ref: "):
            return head
        return _resolve(git, head.removeprefix("ref: "))
    except OSError:
        return ""


def _resolve(git: Path, ref: str) -> str:
    common = git / "commondir"
    home = (git / common.read_text().strip()).resolve() if common.exists() else git
    if (home / ref).exists():
        return (home / ref).read_text(encoding="ascii").strip()
    packed = home / "packed-refs"
    lines = packed.read_text(encoding="ascii").splitlines() if packed.exists() else []
    return next((line.split()[0] for line in lines if line.endswith(" " + ref)), "")


def alive(pid: int | None) -> bool:
    """True if a process of this machine has the id."""
    if not pid:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
