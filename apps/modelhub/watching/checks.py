"""When drift is looked for, and what becomes of what a run has found."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from apps.jobs.domain import schedules
from apps.jobs.models import Job, Schedule, State
from apps.modelhub.watching import alerts
from apps.modelhub.watching.inputs import ALL
from apps.modelhub.watching.manifest import KEY, KIND, SLOT
from apps.modelhub.watching.models import DriftCheck, Watch
from apps.projects.domain.changes import hold
from apps.projects.models import Project

EVERY_DAY = "30 5 * * *"


def schedule_of(project_id: Any) -> Schedule | None:
    """What asks for the runs of the project."""
    return Schedule.objects.filter(project=project_id, engine_key=KEY).first()


def keep_schedule(project: Project, user: Any) -> None:
    """A daily run as long as a name of the project is watched; people may change its times. The
    project is held.
    """
    row = schedule_of(project.pk)
    watched = Watch.objects.filter(project=project, share__gt=0).exists()
    if watched and row is None:
        schedules.make(
            project,
            user,
            {
                "name": gettext("Look for drift"),
                "engine_key": KEY,
                "params": {},
                "inputs": {SLOT: {"kind": KIND, "id": ALL}},
                "expression": EVERY_DAY,
                "time_zone": str(getattr(user, "time_zone", "") or "UTC"),
            },
        )
    elif row is not None and not watched:
        schedules.delete(row, user)


def taken_in(job: Job) -> None:
    """Keep what a run has found, and tell whoever must know. Repeatable."""
    if job.state != State.SUCCEEDED:
        return
    told = {one["watch"]: one for one in job.summary.get("watches", [])}
    with transaction.atomic():
        hold(job.project_id)
        watches = Watch.objects.filter(project=job.project_id, pk__in=told)
        for watch in watches.select_related("alias"):
            one = told[str(watch.pk)]
            if one["model"] != str(watch.alias.model_id):
                continue  # the name points elsewhere meanwhile
            check, made = DriftCheck.objects.get_or_create(
                watch=watch, job=job, defaults=_values(watch, one, job.summary["level"])
            )
            if made:
                alerts.judge(check)


def _values(watch: Watch, one: dict[str, Any], level: float) -> dict[str, Any]:
    found = one["statistics"]
    drifted = any(each["drifted"] for each in found)
    state = DriftCheck.State.DRIFTED if drifted else DriftCheck.State.STEADY
    return {
        "project_id": watch.project_id,
        "model_id": one["model"],
        "state": state if found else DriftCheck.State.REFUSED,
        "note": one["note"],
        "rows": one["rows"],
        "reference_rows": one["reference_rows"],
        "reference": one["reference"],
        "since": datetime.fromisoformat(one["since"]) if one["since"] else None,
        "level": level,
        "statistics": found,
    }
