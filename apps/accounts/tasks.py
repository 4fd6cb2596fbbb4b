"""Celery's side of this room."""

from __future__ import annotations

from celery import shared_task


@shared_task(name="accounts.clean_up", ignore_result=True)
def clean_up() -> None:
    """Once a day."""
    from apps.accounts.domain import cleanup  # models: after Django is set up

    cleanup.old_mail()
    cleanup.expired_sessions()
