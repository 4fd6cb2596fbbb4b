"""Celery's side of this room."""

from __future__ import annotations

from celery import shared_task


@shared_task(name="projects.prune", ignore_result=True)
def prune() -> None:
    """Once a day: deletions that are older than any walk may go back to."""
    from apps.projects import synced  # models: after Django is set up

    synced.prune()


@shared_task(name="projects.retain", ignore_result=True)
def retain() -> None:
    """Once a day: what is older than its project keeps it."""
    from apps.projects.retention import sweeping  # models: after Django is set up

    sweeping.sweep()
