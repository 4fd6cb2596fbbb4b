"""Celery's side: thin wrappers around ``prospects.making``, ``merging`` and ``connectors``."""

from __future__ import annotations

from celery import shared_task


@shared_task(name="crm.make_leads", ignore_result=True)
def make_leads(intake_id: str) -> None:
    """Make the leads of a table."""
    from apps.crm.prospects import making  # models: after Django is set up

    making.WORK.go_on(intake_id)


@shared_task(name="crm.ring_again", ignore_result=True)
def ring_again() -> None:
    """See to intakes, searches and exchanges whose worker is gone, and begin what is due."""
    from apps.crm.connectors import running  # models: after Django is set up
    from apps.crm.merging import searching
    from apps.crm.prospects import making

    making.WORK.ring_again()
    searching.ring_again()
    running.ring_again()


@shared_task(name="crm.exchange", ignore_result=True)
def exchange(run_id: str) -> None:
    """Exchange records with another CRM system."""
    from apps.crm.connectors import running  # models: after Django is set up

    running.go_on(run_id)


@shared_task(name="crm.find_duplicates", ignore_result=True)
def find_duplicates(search_id: str) -> None:
    """Compare all records of a kind."""
    from apps.crm.merging import searching  # models: after Django is set up

    searching.search_now(search_id)


@shared_task(name="crm.prune", ignore_result=True)
def prune() -> None:
    """Once a day: merges that are too old to be undone, exchanges that are long over."""
    from apps.crm.connectors import running  # models: after Django is set up
    from apps.crm.merging import old

    old.prune()
    running.prune()
