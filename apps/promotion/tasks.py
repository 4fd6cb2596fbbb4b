"""Celery's side: thin wrappers around what the packages of this room do."""

from __future__ import annotations

from celery import shared_task


@shared_task(name="promotion.take_table", ignore_result=True)
def take_table(intake_id: str) -> None:
    """Take the rows of a table, or undo that."""
    from apps.promotion.intakes import making  # models: after Django is set up

    making.WORK.go_on(intake_id)


@shared_task(name="promotion.ring_again", ignore_result=True)
def ring_again() -> None:
    """See to intakes whose worker is gone."""
    from apps.promotion.intakes import making  # models: after Django is set up

    making.WORK.ring_again()
