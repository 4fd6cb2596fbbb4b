"""Celery's side of this room."""

from __future__ import annotations

from celery import shared_task


@shared_task(name="accounts.clean_up", ignore_result=True)
def clean_up() -> None:
    """Once a day."""
    from oauth2_provider.models import clear_expired  # models: after Django is set up

    from apps.accounts.domain import cleanup

    cleanup.old_mail()
    cleanup.expired_sessions()
    clear_expired()
