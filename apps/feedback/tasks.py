"""Celery's side: thin wrappers around ``records.intakes.making``."""

from __future__ import annotations

from celery import shared_task


@shared_task(name="feedback.take_table", ignore_result=True)
def take_table(intake_id: str) -> None:
    """Take the rows of a table, or undo that."""
    from apps.feedback.records.intakes import making  # models: after Django is set up

    making.go_on(intake_id)


@shared_task(name="feedback.ring_again", ignore_result=True)
def ring_again() -> None:
    """See to intakes whose worker is gone."""
    from apps.feedback.records.intakes import making  # models: after Django is set up

    making.ring_again()
