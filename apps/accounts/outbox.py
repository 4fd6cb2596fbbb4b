"""Mail without a mail server: kept where administrators can read it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from apps.accounts.models import OutboxMail

KEPT = timedelta(days=30)


class OutboxBackend(BaseEmailBackend):
    """Stores each message; what is older than thirty days goes, for its links are dead by then."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        OutboxMail.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
        for message in email_messages:
            OutboxMail.objects.create(
                to=", ".join(message.recipients()),
                subject=str(message.subject)[:998],
                body=str(message.body),
            )
        return len(email_messages)
