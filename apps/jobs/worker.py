"""What a Celery worker does when it starts and stops."""

from __future__ import annotations

from typing import Any

from celery.signals import worker_ready, worker_shutting_down
from django.conf import settings

from lepton_site.broker import QoS


@worker_ready.connect
def start(sender: Any = None, **kwargs: Any) -> None:
    """Warm the pool; take back, at once and from then on, what a vanished worker left."""
    from apps.jobs import housekeeping  # models: after Django is set up
    from apps.jobs.supervisor.pool import get_pool

    concurrency = getattr(getattr(sender, "controller", None), "concurrency", None) or 1
    QoS.slots = int(concurrency)
    get_pool(int(concurrency), warm=_serves_short_jobs(sender))
    housekeeping.start(_lifeline(sender, int(concurrency)))


def _lifeline(consumer: Any, slots: int) -> Any:
    """None where no worker of Celery's stands behind the signal."""
    from apps.jobs.supervisor.presence import lifeline  # models: after Django is set up

    return lifeline(consumer, slots) if getattr(consumer, "app", None) else None


def _serves_short_jobs(consumer: Any) -> bool:
    """Warm children are for the short jobs of the default queue; a heavy worker needs none."""
    app = getattr(consumer, "app", None)
    return app is None or settings.CELERY_TASK_DEFAULT_QUEUE in app.amqp.queues.consume_from


@worker_shutting_down.connect
def stop(**kwargs: Any) -> None:
    """Running jobs go back to the queue with their checkpoints; the worker can end at once."""
    from apps.jobs import housekeeping  # models: after Django is set up
    from apps.jobs.supervisor.supervise import shutting_down  # psutil and pipes: workers only

    housekeeping.stop()
    shutting_down.set()
