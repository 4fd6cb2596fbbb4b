"""API tokens: made once, shown once, found by their hash, revoked for good."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from apps.accounts import scopes as scope_list
from apps.accounts.models import ApiToken, User
from apps.core.happenings import report

MARK = "lep_"
DEFAULT_DAYS = 90
MAX_DAYS = 365
USED_WRITE_EVERY = timedelta(minutes=1)


@transaction.atomic
def create(
    user: User, name: str, scopes: Iterable[str], days: int = DEFAULT_DAYS
) -> tuple[ApiToken, str]:
    """Make a token and return it with its secret, which cannot be had again.

    The secret is ``lep_`` + 8 characters that name the token in lists + ``_`` + 256 random bits.
    Raises ``ValueError`` for an unknown scope or a lifetime outside 1 to 365 days.
    """
    wanted = list(dict.fromkeys(scopes))
    if not wanted or not set(wanted) <= scope_list.ALL:
        raise ValueError("unknown scope")
    if not 1 <= days <= MAX_DAYS:
        raise ValueError("lifetime")
    prefix = MARK + secrets.token_hex(4)
    secret = f"{prefix}_{secrets.token_urlsafe(32)}"
    token = ApiToken.objects.create(
        user=user,
        name=name,
        prefix=prefix,
        secret_hash=hash_of(secret),
        scopes=wanted,
        expires_at=timezone.now() + timedelta(days=days),
    )
    report("accounts.token.created", actor=user, subject=token, scopes=wanted, days=days)
    return token, secret


@transaction.atomic
def revoke(token: ApiToken, actor: User) -> None:
    """The token stops working at once. A second call changes nothing."""
    if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(
        revoked_at=timezone.now(), updated_at=timezone.now()
    ):
        report("accounts.token.revoked", actor=actor, subject=token)


def find(secret: str) -> ApiToken | None:
    """The token with this secret, whether or not it still works, with its user."""
    if not secret.startswith(MARK):
        return None
    return ApiToken.objects.filter(secret_hash=hash_of(secret)).select_related("user").first()


def note_use(token: ApiToken) -> None:
    """Write when the token was used, at most once a minute, in one statement."""
    now = timezone.now()
    stale = Q(last_used_at=None) | Q(last_used_at__lt=now - USED_WRITE_EVERY)
    if token.last_used_at is None or token.last_used_at < now - USED_WRITE_EVERY:
        ApiToken.objects.filter(stale, pk=token.pk).update(last_used_at=now)


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
