"""What can happen to jobs."""

from __future__ import annotations

from apps.core.catalogue import EventKind, Subject
from apps.core.messages import mark

_JOB = Subject("jobs.job", "api:job", "job_id")
_SCHEDULE = Subject("jobs.schedule", "api:schedule", "schedule_id")

KINDS = (
    EventKind(
        "jobs.job.submitted",
        mark("Job submitted"),
        webhook=True,
        fields={"engine": "regression.least_squares"},
        subject=_JOB,
    ),
    EventKind(
        "jobs.job.finished",
        mark("Job ended"),
        webhook=True,
        fields={"state": "succeeded", "attempt": 1},
        subject=_JOB,
    ),
    EventKind("jobs.job.cancelled", mark("Job cancelled"), webhook=True, subject=_JOB),
    EventKind("jobs.job.retried", mark("Job tried again")),
    EventKind("jobs.worker.drained", mark("Worker asked to take no more jobs")),
    EventKind("jobs.worker.resumed", mark("Worker asked to take jobs again")),
    EventKind("jobs.job.kept", mark("Job kept")),
    EventKind("jobs.job.released", mark("Job no longer kept")),
    EventKind("jobs.job.forgotten", mark("Job deleted after its time")),
    EventKind("jobs.schedule.created", mark("Schedule made")),
    EventKind("jobs.schedule.changed", mark("Schedule changed")),
    EventKind("jobs.schedule.resumed", mark("Schedule resumed")),
    EventKind("jobs.schedule.deleted", mark("Schedule deleted")),
    EventKind("jobs.schedule.skipped", mark("Scheduled run skipped")),
    EventKind(
        "jobs.schedule.missed",
        mark("Scheduled runs missed"),
        webhook=True,
        fields={"missed": 3},
        subject=_SCHEDULE,
    ),
    EventKind("jobs.schedule.refused", mark("Scheduled run refused")),
    EventKind("jobs.schedule.paused", mark("Schedule paused"), webhook=True, subject=_SCHEDULE),
)
