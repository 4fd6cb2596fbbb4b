"""How much memory this machine, or the container that it is, has for jobs."""

from __future__ import annotations

import os
from pathlib import Path

SHARE = 0.75  # the rest is for the site, the database and the worker itself
SERVED = 0.25  # for models that are kept loaded
CONTAINER_LIMITS = (
    "/sys/fs/cgroup/memory.max",
    "/sys/fs/cgroup/memory/memory.limit_in_bytes",
)
# What its processes take, and the part of that which is files that can be read again.
CONTAINER_USES = (
    ("/sys/fs/cgroup/memory.current", "inactive_file"),
    ("/sys/fs/cgroup/memory/memory.usage_in_bytes", "total_inactive_file"),
)


def job_share() -> int:
    """The most that one job may take where nobody has said otherwise, in bytes; 0 where the
    system does not tell what it has.
    """
    return int(SHARE * memory_bytes())


def serve_share() -> int:
    """What models may take that are kept loaded, all together, in bytes; 2 GB where the system
    does not tell what it has.
    """
    return int(SERVED * memory_bytes()) or 2 * 1024**3


def memory_bytes() -> int:
    """The memory of the machine, or the least limit of the container around it."""
    try:
        found = [os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")]
    except (OSError, ValueError):
        return 0
    return min(found + [limit for path in CONTAINER_LIMITS if (limit := _number(path)) > 0])


def container_left() -> list[int]:
    """What each limit of the container around this process leaves, in bytes; empty without one."""
    left = []
    for limit, (use, cached) in zip(CONTAINER_LIMITS, CONTAINER_USES, strict=True):
        most, taken = _number(limit), _number(use)
        if most > 0 and taken > 0:
            left.append(max(0, most - taken + _cached(Path(use).with_name("memory.stat"), cached)))
    return left


def _number(path: str) -> int:
    """What a file of the kernel says; 0 where it says no number."""
    try:
        said = Path(path).read_text(encoding="ascii").strip()
    except OSError:
        return 0
    return int(said) if said.isdigit() else 0


def _cached(path: Path, name: str) -> int:
    try:
        lines = path.read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    said = dict(line.split(maxsplit=1) for line in lines if " " in line)
    return int(said.get(name, 0))
