"""Celery's side: thin wrappers around ``prospects.making`` and ``merging``."""

from __future__ import annotations

from celery import shared_task


@shared_task(name="crm.make_leads", ignore_result=True)
def make_leads(intake_id: str) -> None:
    """Make the leads of a table."""
    from apps.crm.prospects import making  # models: after Django is set up

    making.WORK.go_on(intake_id)


@shared_task(name="crm.ring_again", ignore_result=True)
def ring_again() -> None:
    """See to intakes and searches whose worker is gone."""
    from apps.crm.merging import searching  # models: after Django is set up
    from apps.crm.prospects import making

    making.WORK.ring_again()
    searching.ring_again()


@shared_task(name="crm.find_duplicates", ignore_result=True)
def find_duplicates(search_id: str) -> None:
    """Compare all records of a kind."""
    from apps.crm.merging import searching  # models: after Django is set up

    searching.search_now(search_id)


@shared_task(name="crm.prune", ignore_result=True)
def prune() -> None:
    """Once a day: merges that are too old to be undone."""
    from apps.crm.merging import old  # models: after Django is set up

    old.prune()
