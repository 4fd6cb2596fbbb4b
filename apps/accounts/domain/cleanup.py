"""What nobody needs any more goes: expired sessions, and mail whose links are dead."""

from __future__ import annotations

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from apps.accounts.models import OutboxMail

MAIL_KEPT = timedelta(days=30)


def old_mail() -> int:
    """Delete outbox messages older than thirty days; returns how many."""
    removed, _rows = OutboxMail.objects.filter(created_at__lt=timezone.now() - MAIL_KEPT).delete()
    return removed


def expired_sessions() -> int:
    """Delete sessions that ran out and what was noted of their browsers; returns how many."""
    removed, _rows = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return removed
