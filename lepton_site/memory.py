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
    for path in CONTAINER_LIMITS:
        try:
            said = Path(path).read_text(encoding="ascii").strip()
        except OSError:
            continue
        if said.isdigit() and int(said) > 0:
            found.append(int(said))
    return min(found)
