"""Figures of the queue and of its workers for Prometheus."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Min
from django.db.models.functions import Coalesce
from django.utils import timezone
from prometheus_client.core import Metric

from apps.core.metrics import gauge
from apps.jobs.domain.presence import attempts_of, standing
from apps.jobs.models import Job, JobAttempt, State, Worker


def figures() -> Iterable[Metric]:
    now = timezone.now()
    by_state = dict(Job.objects.order_by().values_list("state").annotate(Count("pk")))
    yield gauge(
        "jobs", "Jobs that are stored, by state.", ("state",),
        [((state.value,), by_state.get(state.value, 0)) for state in State],
    )  # fmt: skip
    waiting = (
        Job.objects.filter(state=State.QUEUED, held=False)
        .order_by()
        .values_list("queue")
        .annotate(Count("pk"), oldest=Min(Coalesce("ready_at", "created_at")))
    )
    rows = [(queue, count, (now - oldest).total_seconds()) for queue, count, oldest in waiting]
    yield gauge(
        "queue_jobs", "Jobs that wait, by queue.", ("queue",),
        [((queue,), count) for queue, count, _seconds in rows],
    )  # fmt: skip
    yield gauge(
        "queue_oldest_seconds", "How long the oldest waiting job waits, by queue.", ("queue",),
        [((queue,), seconds) for queue, _count, seconds in rows],
    )  # fmt: skip
    lost = JobAttempt.objects.filter(outcome=JobAttempt.Outcome.LOST).count()
    yield gauge("attempts_lost", "Attempts whose worker vanished.", (), [((), lost)])
    yield from _workers()


def _workers() -> Iterable[Metric]:
    workers = list(Worker.objects.all())
    running = attempts_of(workers)
    labels = ("worker", "pid")
    known = [
        ((worker.name, str(worker.pid)), worker, len(running[worker.pk])) for worker in workers
    ]
    yield gauge(
        "worker_up", "1 for a worker that is there, by what it does.", (*labels, "state"),
        [((*of, standing(worker, count).value), 1) for of, worker, count in known],
    )  # fmt: skip
    yield gauge(
        "worker_slots", "Jobs that a worker may run at once.", labels,
        [(of, worker.slots) for of, worker, _count in known],
    )  # fmt: skip
    yield gauge(
        "worker_running", "Jobs that a worker runs now.", labels,
        [(of, count) for of, _worker, count in known],
    )  # fmt: skip
