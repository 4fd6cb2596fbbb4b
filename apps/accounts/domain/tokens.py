"""API tokens: made once, shown once, found by their hash, revoked for good."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from apps.accounts import scopes as scope_list
from apps.accounts.models import ApiToken, Credential, User
from apps.core.happenings import report

MARK = "lep_"
DEFAULT_DAYS = 90
MAX_DAYS = 365
USED_WRITE_EVERY = timedelta(minutes=1)


@transaction.atomic
def create(
    user: User,
    name: str,
    scopes: Iterable[str],
    days: int = DEFAULT_DAYS,
    *,
    ranges: Iterable[str] = (),
    actor: User | None = None,
    project_id: Any = None,
) -> tuple[ApiToken, str]:
    """Make a token and return it with its secret, which cannot be had again.

    The secret is ``lep_`` + 8 characters that name the token in lists + ``_`` + 256 random bits.
    ``ranges`` (CIDR) narrow from where it may be used. ``actor`` made it, if not ``user``;
    ``project_id`` says in whose audit trail that stands.
    Raises ``ValueError`` for an unknown scope or a lifetime outside 1 to 365 days.
    """
    if not 1 <= days <= MAX_DAYS:
        raise ValueError("lifetime")
    wanted = known_scopes(scopes)
    expires_at = timezone.now() + timedelta(days=days)
    token, secret = _make(user, name, wanted, list(ranges), expires_at)
    report(
        "accounts.token.created",
        actor=actor or user,
        project_id=project_id,
        subject=token,
        scopes=wanted,
        days=days,
    )
    return token, secret


def known_scopes(scopes: Iterable[str]) -> list[str]:
    """Without repetitions; ``ValueError`` if there is none or one is not known."""
    wanted = list(dict.fromkeys(scopes))
    if not wanted or not set(wanted) <= scope_list.ALL:
        raise ValueError("unknown scope")
    return wanted


def _make(
    user: User, name: str, scopes: list[str], ranges: list[str], expires_at: datetime
) -> tuple[ApiToken, str]:
    prefix = MARK + secrets.token_hex(4)
    secret = f"{prefix}_{secrets.token_urlsafe(32)}"
    token = ApiToken.objects.create(
        user=user,
        name=name,
        prefix=prefix,
        secret_hash=hash_of(secret),
        scopes=scopes,
        allowed_ranges=ranges,
        expires_at=expires_at,
    )
    return token, secret


@transaction.atomic
def rotate(
    token: ApiToken, actor: User, *, overlap: timedelta, project_id: Any = None
) -> tuple[ApiToken, str]:
    """A successor with the same name, scopes, addresses and lifetime, and its secret.

    The old token works for ``overlap`` longer, so that a program can be changed over meanwhile;
    it never lives longer than it would have. Raises ``ValueError`` if it does not work any more.
    """
    held = ApiToken.objects.select_for_update().select_related("user").get(pk=token.pk)
    if not held.is_valid:
        raise ValueError("the token is not in force")
    now = timezone.now()
    lifetime = held.expires_at - held.created_at
    made, secret = _make(held.user, held.name, held.scopes, held.allowed_ranges, now + lifetime)
    ends = min(held.expires_at, now + overlap)
    ApiToken.objects.filter(pk=held.pk).update(expires_at=ends, updated_at=now)
    report(
        "accounts.token.rotated",
        actor=actor,
        project_id=project_id,
        subject=made,
        replaces=held.prefix,
        ends=ends.isoformat(timespec="seconds"),
    )
    return made, secret


@transaction.atomic
def revoke(token: ApiToken, actor: User, *, project_id: Any = None) -> None:
    """The token stops working at once. A second call changes nothing."""
    if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(
        revoked_at=timezone.now(), updated_at=timezone.now()
    ):
        report("accounts.token.revoked", actor=actor, project_id=project_id, subject=token)


def find(secret: str) -> ApiToken | None:
    """The token with this secret, whether or not it still works, with whom it acts for."""
    rows = ApiToken.objects.select_related("user__service")
    try:
        return rows.get(secret_hash=hash_of(secret))
    except ApiToken.DoesNotExist:
        return None


def note_use(credential: Credential, address: str) -> None:
    """Write when and from where it was used, at most once a minute, in one statement."""
    now = timezone.now()
    due = now - USED_WRITE_EVERY
    if credential.last_used_at is None or credential.last_used_at < due:
        type(credential)._default_manager.filter(
            Q(last_used_at=None) | Q(last_used_at__lt=due), pk=credential.pk
        ).update(last_used_at=now, last_used_from=address or None)


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
