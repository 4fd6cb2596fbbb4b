"""How much a project may ask for at once, and how many GPU hours in a month."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import DurationField, ExpressionWrapper, F, Q, Sum
from django.db.models.functions import Coalesce, Now
from django.utils import timezone

from apps.core.messages import msg, msgn
from apps.engines.contract import Issue, Resources
from apps.jobs.domain.devices import gpu_count
from apps.jobs.domain.kinds import is_quiet, system_keys
from apps.jobs.domain.parts import waiting
from apps.jobs.models import OPEN_STATES, Job, JobAttempt, Task


def jobs_allowed(project: Any) -> int:
    quota = project.job_quota
    return int(settings.PROJECT_CONCURRENT_JOBS if quota is None else quota)


def gpu_hours_allowed(project: Any) -> int:
    quota = project.gpu_hours_quota
    return int(settings.PROJECT_GPU_HOURS if quota is None else quota)


def gpu_hours_used(project: Any, now: datetime | None = None) -> float:
    """Hours that the project's attempts have held GPUs since the month began (UTC): an hour on two
    of them is two.
    """
    now = now or timezone.now()
    start = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    held = ExpressionWrapper(
        Coalesce(F("finished_at"), Now()) - F("created_at"), output_field=DurationField()
    )
    # The month's attempts are few: found by their time, not through all jobs of the project.
    attempts = JobAttempt.objects.filter(device__startswith="cuda", created_at__gte=start)
    totals = attempts.filter(job__project=project).order_by().values("devices")
    seconds = sum(
        one["devices"] * one["total"].total_seconds() for one in totals.annotate(total=Sum(held))
    )
    return float(seconds / 3600)


def gpu_hours_left(project: Any) -> bool:
    return gpu_hours_used(project) < gpu_hours_allowed(project)


def open_jobs(project: Any) -> int:
    """Jobs of people that wait or run. Reading files, predictions and parts do not count: those
    have their places by :func:`places_for_parts`."""
    counted = Job.objects.filter(project=project, state__in=OPEN_STATES, task=Task.RUN)
    return counted.filter(parent=None).exclude(engine_key__in=system_keys()).count()


def places_for_parts(parent: Job) -> int:
    """How many more parts of a waiting parent may be queued now.

    What the project's other open jobs leave of its quota is shared among the parents that wait.
    One always runs, in the place of its parent, which takes none meanwhile; and however many there
    are, they keep nobody from asking for a job.
    """
    parents = max(waiting(project_id=parent.project_id).count(), 1)
    others = max(open_jobs(parent.project) - parents, 0)
    share = max((jobs_allowed(parent.project) - others) // parents, 1)
    queued = Job.objects.filter(parent=parent, state__in=OPEN_STATES, held=False)
    return share - queued.count()


def open_steps(project: Any) -> int:
    """Predictions and file readings that wait or run: all that :func:`open_jobs` leaves out."""
    steps = Job.objects.filter(project=project, state__in=OPEN_STATES, parent=None)
    return steps.filter(Q(task=Task.PREDICT) | Q(engine_key__in=system_keys())).count()


def step_issue(job: Job) -> Issue | None:
    """What stands in the way of one more prediction or file reading of this project for now.

    They take the queue that everybody shares.
    """
    allowed = settings.PROJECT_OPEN_STEPS
    if not is_quiet(job) or open_steps(job.project) < allowed:
        return None
    return Issue(
        message=msgn(
            "{count} prediction or file reading of this project is waiting or running, which is"
            " the limit.",
            "{count} predictions and file readings of this project are waiting or running, which"
            " is the limit.",
            allowed,
        ),
        fix=msg("Wait a moment and try again."),
    )


def job_issue(job: Job) -> Issue | None:
    """What stands in the way of one more job of this project."""
    if is_quiet(job):
        return None
    allowed = jobs_allowed(job.project)
    if open_jobs(job.project) < allowed:
        return None
    return Issue(
        message=msgn(
            "This project already has {count} job waiting or running, which is its limit.",
            "This project already has {count} jobs waiting or running, which is its limit.",
            allowed,
        ),
        fix=msg("Wait until one has finished, or cancel one in the list of jobs."),
    )


def gpu_issue(project: Any, resources: Resources) -> Issue | None:
    """Why an engine that cannot do without a GPU will not get one."""
    if resources.device != "gpu required":
        return None
    if gpu_count() == 0:
        return Issue(
            message=msg("This engine needs a GPU, and this installation has none."),
            fix=msg("Choose another engine, or ask the administrator for a worker with a GPU."),
        )
    if not gpu_hours_left(project):
        return Issue(
            message=msg(
                "This project has used its {hours} GPU hours of this month.",
                hours=gpu_hours_allowed(project),
            ),
            fix=msg("Wait for the next month, or ask the administrator for more."),
        )
    return None
