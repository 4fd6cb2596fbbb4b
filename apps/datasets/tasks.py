"""Celery's side: a thin wrapper around ``domain``."""

from __future__ import annotations

from celery import shared_task


@shared_task(name="datasets.prune", ignore_result=True)
def prune() -> None:
    """Drop uploads that nobody finished."""
    from apps.datasets.domain import uploads  # models: after Django is set up
    from apps.datasets.sources import provider

    uploads.prune()
    provider.prune()
