"""Reading jobs for pages and the API."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from apps.core.messages import Message, msg
from apps.engines import registry
from apps.jobs.domain import followers
from apps.jobs.models import Job, JobLog, JobMetric, State

TAIL = 500


def jobs_of(project: Any) -> QuerySet[Job]:
    """A project's jobs, as a list shows them."""
    heavy = ("result", "params", "inputs", "provenance", "error", "summary", "refusal")
    return Job.objects.filter(project=project).select_related("created_by").defer(*heavy)


def engine_label(key: str) -> Message:
    """The engine's label as a message, or its key when it is not installed."""
    entry = registry.entry(key)
    return msg(entry.engine.label if entry and entry.engine else key)


def log_lines(job: Job, *, after: int = 0, level: str = "", limit: int = TAIL) -> list[JobLog]:
    """The last lines after a sequence number, oldest first. ``level`` 'warning' or 'error' leaves
    out what is less serious; 'output' shows only what the engine printed.
    """
    lines = JobLog.objects.filter(job=job, seq__gt=after)
    if level in LEVELS:
        lines = lines.filter(level__in=LEVELS[level])
    return list(lines.order_by("-seq")[:limit])[::-1]


LEVELS = {"warning": ("warning", "error"), "error": ("error",), "output": ("output",)}


def curves(job: Job) -> dict[str, list[tuple[int, float]]]:
    """Points by metric, in the order of their steps; of the latest attempt that has any."""
    points: dict[str, list[tuple[int, float]]] = {}
    rows = JobMetric.objects.filter(job=job, attempt=job.attempt).order_by("name", "step", "id")
    for name, step, value in rows.values_list("name", "step", "value"):
        points.setdefault(name, []).append((step, value))
    return points


def seconds_left(job: Job) -> float | None:
    """The estimate from the smoothed speed; None while there is none."""
    left = job.progress_total - job.progress_done
    if job.state != State.RUNNING or not job.progress_rate or left <= 0:
        return None
    return left / job.progress_rate


def situation(job: Job) -> Message:
    """What happens now, in one sentence."""
    if job.awaits_parts:
        return msg(
            "Its parts are running: {ended} of {total} have ended.",
            ended=job.parts_ended, total=job.parts_total or 0,
        )  # fmt: skip
    if job.state == State.QUEUED and job.held and job.part_number:
        return msg("It waits for a place: a project runs only so many jobs at once.")
    if job.state == State.QUEUED and job.held:
        return followers.waits_for(job)
    if job.state == State.QUEUED and job.attempt:
        return msg("The worker was lost; the job waits for another one and goes on from there.")
    if job.state == State.RUNNING and job.stop_and_save:
        return msg("It stops after the current step and keeps what there is.")
    if job.state == State.RUNNING and job.phase == "checkpoint":
        return msg("It is running, and its progress is saved as it goes.")
    return SITUATIONS[State(job.state)]


SITUATIONS: dict[State, Message] = {
    State.QUEUED: msg("It is waiting for a worker."),
    State.STARTING: msg("A worker has taken it and opens its inputs."),
    State.RUNNING: msg("It is running."),
    State.CANCELLING: msg("It is being stopped."),
    State.SUCCEEDED: msg("It has finished."),
    State.REFUSED: msg("Its input cannot be used as it is."),
    State.ERRORED: msg("It failed."),
    State.TIMED_OUT: msg("It took longer than it may and was stopped."),
    State.CANCELLED: msg("It was cancelled."),
}
