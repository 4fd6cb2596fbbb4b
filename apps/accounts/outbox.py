"""Mail without a mail server: kept where administrators can read it."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from apps.accounts.domain.cleanup import old_mail
from apps.accounts.models import OutboxMail


class OutboxBackend(BaseEmailBackend):
    """Stores each message; what is older than thirty days goes, for its links are dead by then."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        old_mail()
        for message in email_messages:
            OutboxMail.objects.create(
                to=", ".join(message.recipients()),
                subject=str(message.subject)[:998],
                body=str(message.body),
            )
        return len(email_messages)
