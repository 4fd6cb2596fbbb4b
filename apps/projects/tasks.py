"""Celery's side of this room."""

from __future__ import annotations

from celery import shared_task


@shared_task(name="projects.prune", ignore_result=True)
def prune() -> None:
    """Once a day: deletions that are older than any walk may go back to."""
    from apps.projects import synced  # models: after Django is set up

    synced.prune()
