"""Celery's side: thin wrappers around what the packages of this room do."""

from __future__ import annotations

from celery import shared_task


@shared_task(name="feedback.mail_surveys", ignore_result=True)
def mail_surveys(survey_id: str) -> None:
    """Send the invitations of a survey."""
    from apps.feedback.surveys import mailing  # models: after Django is set up

    mailing.mail(survey_id)


@shared_task(name="feedback.ring_for_mail", ignore_result=True)
def ring_for_mail() -> None:
    """See to invitations whose message was lost."""
    from apps.feedback.surveys import mailing  # models: after Django is set up

    mailing.ring_again()


@shared_task(name="feedback.take_table", ignore_result=True)
def take_table(intake_id: str) -> None:
    """Take the rows of a table, or undo that."""
    from apps.feedback.records.intakes import making  # models: after Django is set up

    making.WORK.go_on(intake_id)


@shared_task(name="feedback.ring_again", ignore_result=True)
def ring_again() -> None:
    """See to intakes whose worker is gone."""
    from apps.feedback.records.intakes import making  # models: after Django is set up

    making.WORK.ring_again()


@shared_task(name="feedback.fetch_mail", ignore_result=True)
def fetch_mail(mailbox_id: str) -> None:
    """Read what is new in a mailbox."""
    from apps.feedback.mailin import fetching  # models: after Django is set up

    fetching.fetch(mailbox_id)


@shared_task(name="feedback.ring_for_mailboxes", ignore_result=True)
def ring_for_mailboxes() -> None:
    """Have the mailboxes read whose time has come."""
    from apps.feedback.mailin import fetching  # models: after Django is set up

    fetching.ring_due()
