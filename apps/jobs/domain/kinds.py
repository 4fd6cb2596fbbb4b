"""Which jobs people asked for, and which the site runs for them."""

from __future__ import annotations

from apps.engines import registry
from apps.jobs.models import Job, Task


def system_keys() -> list[str]:
    """Keys of the engines that are not offered to people (reading a file, importing it)."""
    return [
        entry.key for entry in registry.entries() if entry.engine and entry.engine.kind == "system"
    ]


def is_quiet(job: Job) -> bool:
    """True for a step of something else: no notice, no audit row, not in the list by default."""
    if job.task == Task.PREDICT or job.parent_id is not None:
        return True
    entry = registry.entry(job.engine_key)
    return bool(entry and entry.engine and entry.engine.kind == "system")
