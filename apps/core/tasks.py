"""Celery's side of this room."""

from __future__ import annotations

from celery import shared_task


@shared_task(name="core.prune", ignore_result=True)
def prune() -> None:
    """Once an hour: answers that no repetition will ask for any more."""
    from apps.core.api import idempotency  # models: after Django is set up

    idempotency.prune()
