"""Celery queues of plugins' own, and the errors of their tasks.

A worker that serves the queue ``default`` serves those of the active plugins as well; a worker
started with ``-Q weather`` serves that one alone.
"""

from __future__ import annotations

from typing import Any

from celery.signals import celeryd_after_setup, task_failure
from django.conf import settings

from apps.core import extensions
from apps.plugins.entries import active


def names() -> list[str]:
    """The queues of all active plugins."""
    return [queue for entry in active() for queue in entry.queues]


def connect() -> None:
    """Listen to Celery's signals; connecting twice changes nothing."""
    celeryd_after_setup.connect(_serve, dispatch_uid="plugins.queues")
    task_failure.connect(_failed, dispatch_uid="plugins.tasks")


def _serve(sender: Any = None, instance: Any = None, **kwargs: Any) -> None:
    queues = instance.app.amqp.queues
    if settings.CELERY_TASK_DEFAULT_QUEUE in queues.consume_from:
        for name in names():
            queues.select_add(name)


def _failed(sender: Any = None, exception: Any = None, **kwargs: Any) -> None:
    """A task belongs to the plugin whose package its function is in."""
    module = getattr(sender, "__module__", "") or ""
    for entry in active():
        if module == entry.package or module.startswith(f"{entry.package}."):
            extensions.failed(entry.package, "task", getattr(sender, "name", module), exception)
