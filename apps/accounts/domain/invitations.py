"""Invitations: a link for one address that works once, expires, and can be revoked.

Only the SHA-256 of the link's secret is stored. The link itself goes to the mail server, or, where
there is none, to the screen of whoever invites, once.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from apps.accounts.domain.links import absolute, mail_is_sent
from apps.accounts.models import Invitation, User
from apps.core.happenings import report
from apps.core.registry import Registry

LIFETIME = timedelta(days=7)

# Rooms above apply their part of ``invitation.grants`` here, in the transaction of the acceptance:
# ``on_accept.register("projects", function, owner="apps.projects")`` where the function takes
# (invitation, user).
on_accept: Registry[Callable[[Invitation, User], None]] = Registry("invitation hook")


@dataclass(frozen=True)
class Place:
    """What an invitation opens: shown on its page, and where accepting it leads."""

    name: str
    role: str
    url: str


# Rooms above say here what ``invitation.grants`` open: a function that takes the invitation.
places: Registry[Callable[[Invitation], list[Place]]] = Registry("places of an invitation")


class Standing(StrEnum):
    """What can be said of a link."""

    OPEN = "open"
    UNKNOWN = "unknown"
    USED = "used"
    REVOKED = "revoked"
    EXPIRED = "expired"


class InvitationClosed(Exception):
    """The link can no longer be used; ``standing`` says why."""

    def __init__(self, standing: Standing) -> None:
        super().__init__(standing.value)
        self.standing = standing


@transaction.atomic
def invite(
    email: str,
    name: str,
    invited_by: User,
    grants: Sequence[Mapping[str, Any]] = (),
    *,
    project_id: Any = None,
    request: HttpRequest | None = None,
) -> tuple[Invitation, str]:
    """Make an invitation and mail its link where a mail server is configured.

    ``grants`` is kept as it is for ``on_accept``. Returns the invitation and its link; show the
    link once unless ``links.mail_is_sent()``.
    """
    secret = _new_secret()
    invitation = Invitation.objects.create(
        email=User.objects.normalize_email(email).strip().lower(),
        name=name.strip(),
        invited_by=invited_by,
        secret_hash=_hash(secret),
        grants=list(grants),
        expires_at=timezone.now() + LIFETIME,
    )
    report(
        "accounts.invitation.sent",
        actor=invited_by,
        project_id=project_id,
        subject=invitation,
        grants=list(grants),
    )
    return invitation, _send(invitation, secret, request)


@transaction.atomic
def send_again(invitation: Invitation, actor: User, request: HttpRequest | None = None) -> str:
    """Replace the link by a new one with a full lifetime; the old one stops working.

    Raises :class:`InvitationClosed` if it was used or revoked.
    """
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    standing = standing_of(locked)
    if standing in (Standing.USED, Standing.REVOKED):
        raise InvitationClosed(standing)
    secret = _new_secret()
    locked.secret_hash = _hash(secret)
    locked.expires_at = timezone.now() + LIFETIME
    locked.save(update_fields=["secret_hash", "expires_at", "updated_at"])
    report("accounts.invitation.sent_again", actor=actor, subject=locked)
    return _send(locked, secret, request)


@transaction.atomic
def revoke(invitation: Invitation, actor: User, *, project_id: Any = None) -> None:
    """Close the link for good. Raises :class:`InvitationClosed` if it was used already.

    ``project_id`` says in whose audit trail that stands.
    """
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if locked.accepted_at:
        raise InvitationClosed(Standing.USED)
    if locked.revoked_at:
        return
    locked.revoked_at = timezone.now()
    locked.save(update_fields=["revoked_at", "updated_at"])
    report("accounts.invitation.revoked", actor=actor, project_id=project_id, subject=locked)


def find(secret: str) -> Invitation | None:
    """The invitation that this link's secret belongs to, whatever its standing."""
    found = Invitation.objects.filter(secret_hash=_hash(secret))
    return found.select_related("invited_by").first()


def standing_of(invitation: Invitation | None) -> Standing:
    if invitation is None:
        return Standing.UNKNOWN
    if invitation.accepted_at:
        return Standing.USED
    if invitation.revoked_at:
        return Standing.REVOKED
    return Standing.OPEN if invitation.is_open else Standing.EXPIRED


def places_of(invitation: Invitation) -> list[Place]:
    """What the invitation opens now; empty where it gives an account and nothing else."""
    return [place for tell in places for place in tell(invitation)]


def account_of(invitation: Invitation) -> User | None:
    """The account that has the invited address already, if any."""
    return User.objects.filter(email=invitation.email.lower()).first()


@transaction.atomic
def accept_as_new(invitation: Invitation, password: str, **profile: Any) -> User:
    """Make the account (``profile``: name, language, time_zone) and apply the grants.

    A placeholder with the address becomes the account.
    """
    _claim(invitation)
    kept = User.objects.select_for_update().filter(email=invitation.email.lower())
    user = kept.filter(is_placeholder=True, is_active=False).first()
    if user is None:
        user = User.objects.create_user(invitation.email, password, **profile)
        report("accounts.user.created", actor=user, subject=user)
    else:
        _take_over(user, password, profile)
    _apply(invitation, user)
    return user


def _take_over(user: User, password: str, profile: Mapping[str, Any]) -> None:
    user.set_password(password)
    for name, value in profile.items():
        setattr(user, name, value)
    user.is_active, user.is_placeholder = True, False
    user.save()
    report("accounts.user.activated", actor=user, subject=user)


@transaction.atomic
def accept_as(invitation: Invitation, user: User) -> None:
    """Apply the grants to the account that has the invited address."""
    if user.email != invitation.email.lower():
        raise InvitationClosed(Standing.UNKNOWN)
    _claim(invitation)
    _apply(invitation, user)


def _claim(invitation: Invitation) -> None:
    """One winner: the row is closed by one conditional update, whoever else holds the link."""
    now = timezone.now()
    still_open = Invitation.objects.filter(
        pk=invitation.pk,
        secret_hash=invitation.secret_hash,
        accepted_at=None,
        revoked_at=None,
        expires_at__gt=now,
    )
    if not still_open.update(accepted_at=now, updated_at=now):
        current = Invitation.objects.filter(
            pk=invitation.pk, secret_hash=invitation.secret_hash
        ).first()
        raise InvitationClosed(standing_of(current))
    invitation.refresh_from_db()


def _apply(invitation: Invitation, user: User) -> None:
    for apply in on_accept:
        apply(invitation, user)
    report("accounts.invitation.accepted", actor=user, subject=invitation)


def _send(invitation: Invitation, secret: str, request: HttpRequest | None) -> str:
    link = absolute(reverse("accounts:invitation", args=[secret]), request)
    if mail_is_sent():
        transaction.on_commit(lambda: _mail(invitation, link))
    return link


def _mail(invitation: Invitation, link: str) -> None:
    known = account_of(invitation)
    language = (known and known.language) or translation.get_language() or settings.LANGUAGE_CODE
    with translation.override(language):
        values = {"invitation": invitation, "link": link, "days": LIFETIME.days}
        subject = render_to_string("accounts/mail/invitation_subject.txt", values)
        body = render_to_string("accounts/mail/invitation.txt", values)
    send_mail(" ".join(subject.split()), body, None, [invitation.email])


def _new_secret() -> str:
    return secrets.token_urlsafe(32)


def _hash(secret: str) -> str:
    """SHA-256 is enough for a secret of 256 random bits: there is nothing to guess."""
    return hashlib.sha256(secret.encode()).hexdigest()
