"""Mail without a mail server: kept where administrators can read it."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from apps.accounts.models import OutboxMail


class OutboxBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            OutboxMail.objects.create(
                to=", ".join(message.recipients()), subject=message.subject, body=message.body
            )
        return len(email_messages)
