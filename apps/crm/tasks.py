"""Celery's side: thin wrappers around ``prospects.making``."""

from __future__ import annotations

from celery import shared_task


@shared_task(name="crm.make_leads", ignore_result=True)
def make_leads(intake_id: str) -> None:
    """Make the leads of a table."""
    from apps.crm.prospects import making  # models: after Django is set up

    making.go_on(intake_id)


@shared_task(name="crm.ring_again", ignore_result=True)
def ring_again() -> None:
    """See to intakes whose worker is gone."""
    from apps.crm.prospects import making  # models: after Django is set up

    making.ring_again()
