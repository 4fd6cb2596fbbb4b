"""The curves of a job through all its attempts, as one run without a doubled step."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from apps.jobs.models import Job, JobMetric


class Reading(NamedTuple):
    """One value of a curve."""

    step: int
    value: float
    at: datetime | None


def whole_curves(job: Job) -> dict[str, list[Reading]]:
    """Points by metric in the order of their steps: of each attempt those that no later one has
    reported again. What a resumed attempt did not repeat is the part before its checkpoint.
    """
    found: dict[str, list[Reading]] = {}
    first: dict[str, int] = {}  # of the attempts seen so far, newest first
    rows = JobMetric.objects.filter(job=job).order_by("-attempt", "name", "step", "id")
    limits: dict[tuple[int, str], int | None] = {}
    for row in rows.values_list("attempt", "name", "step", "value", "at"):
        attempt, name, step, value, at = row
        limit = limits.setdefault((attempt, name), first.get(name))
        if limit is None or step < limit:
            found.setdefault(name, []).append(Reading(step, value, at))
            first[name] = min(step, first.get(name, step))
    return {name: sorted(points, key=lambda one: one.step) for name, points in found.items()}
