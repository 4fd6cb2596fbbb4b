"""Where a person is logged in."""

from __future__ import annotations

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from apps.accounts.models import User


def living(user: User) -> list[UserSession]:
    """The person's sessions that still let them in, oldest first; the others are forgotten.

    allauth's own ``purge_and_list`` asks three times for each session; this asks twice in all.
    """
    listed = list(UserSession.objects.filter(user=user).order_by("created_at", "pk"))
    keys = [session.session_key for session in listed]
    stored = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    valid = {row.session_key for row in stored if _lets_in(row.get_decoded(), user)}
    over = [session.pk for session in listed if session.session_key not in valid]
    if over:
        UserSession.objects.filter(pk__in=over).delete()
    return [session for session in listed if session.session_key in valid]


def _lets_in(data: dict[str, Any], user: User) -> bool:
    """As ``django.contrib.auth.get_user`` judges it; a changed password ends a session."""
    if data.get(SESSION_KEY) != str(user.pk):
        return False
    kept = data.get(HASH_SESSION_KEY, "")
    hashes = (user.get_session_auth_hash(), *user.get_session_auth_fallback_hash())
    return user.is_active and any(constant_time_compare(kept, one) for one in hashes)
