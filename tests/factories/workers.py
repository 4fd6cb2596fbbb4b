"""Worker processes as they say that they are there."""

from __future__ import annotations

import factory
from django.utils import timezone

from apps.jobs.models import JobAttempt, Worker


class WorkerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Worker

    name = factory.Sequence(lambda number: f"worker@host-{number}")
    host = factory.Sequence(lambda number: f"host-{number}:4026531836")
    pid = 4321
    queues = ["default"]
    slots = 2
    cores = 8
    memory_bytes = 16 * 1024**3
    code_version = "0.1.0"
    seen_at = factory.LazyFunction(timezone.now)


def runs(worker, job, number=1):
    """The worker has a try at the job open."""
    return JobAttempt.objects.create(
        job=job, number=number, host=worker.host, worker_pid=worker.pid, heartbeat_at=worker.seen_at
    )
