"""What administrators and people themselves change about accounts."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from apps.accounts.models import Invitation, User
from apps.core.happenings import plain, report


class PeopleError(Exception):
    """A change that cannot be made; the text is a sentence for whoever asked."""


@transaction.atomic
def deactivate(user: User, actor: User) -> None:
    """Nobody logs in with the account any more; its sessions end now, its tokens are refused."""
    if user.pk == actor.pk:
        raise PeopleError(_("You cannot deactivate your own account. Ask another administrator."))
    _keep_an_administrator(user)
    if not user.is_active:
        return
    user.is_active = False
    user.save(update_fields=["is_active", "updated_at"])
    ended = _drop_sessions(user)
    report("accounts.user.deactivated", actor=actor, subject=user, sessions_ended=ended)


@transaction.atomic
def activate(user: User, actor: User) -> None:
    """Let the person log in again."""
    if user.is_active:
        return
    user.is_active, user.is_placeholder = True, False
    user.save(update_fields=["is_active", "is_placeholder", "updated_at"])
    report("accounts.user.activated", actor=actor, subject=user)


@transaction.atomic
def make_admin(user: User, actor: User) -> None:
    """Let the person use the admin panel."""
    if user.is_superuser and user.is_staff:
        return
    user.is_staff = user.is_superuser = True
    user.save(update_fields=["is_staff", "is_superuser", "updated_at"])
    report("accounts.admin.promoted", actor=actor, subject=user)


@transaction.atomic
def take_admin(user: User, actor: User) -> None:
    """Take the admin panel away from the person; never from oneself, nor from the last one."""
    if user.pk == actor.pk:
        raise PeopleError(_("You cannot take this right from yourself. Ask another administrator."))
    _keep_an_administrator(user)
    if not (user.is_superuser or user.is_staff):
        return
    user.is_staff = user.is_superuser = False
    user.save(update_fields=["is_staff", "is_superuser", "updated_at"])
    report("accounts.admin.demoted", actor=actor, subject=user)


@transaction.atomic
def reset_second_factor(user: User, actor: User) -> None:
    """Remove the authenticator app and the recovery codes of someone who lost both."""
    removed, _rows = Authenticator.objects.filter(user=user).delete()
    if not removed:
        raise PeopleError(_("{user} has no second factor.").format(user=user))
    report("accounts.second_factor.reset", actor=actor, subject=user)


@transaction.atomic
def end_sessions(user: User, actor: User) -> int:
    """Log the person out everywhere. Returns how many sessions ended."""
    ended = _drop_sessions(user)
    report("accounts.sessions.ended", actor=actor, subject=user, sessions_ended=ended)
    return ended


@transaction.atomic
def end_session(session: UserSession, actor: User) -> None:
    """End one session at once."""
    user = session.user
    session.end()
    report("accounts.session.ended", actor=actor, subject=user, ip=session.ip)


@transaction.atomic
def save_profile(user: User, changed: list[str]) -> None:
    """Store what the person changed about themselves: these fields of the unsaved ``user``."""
    if not changed:
        return
    before = User.objects.select_for_update().filter(pk=user.pk).values(*changed).get()
    user.save(update_fields=[*changed, "updated_at"])
    report(
        "accounts.profile.changed",
        actor=user,
        subject=user,
        changes={
            name: [plain(before[name]), plain(getattr(user, name))] for name in sorted(changed)
        },
    )


def forget_addresses(user: User) -> None:
    """After an administrator changed the address: what allauth noted of the old one goes."""
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()


def grant_administration(invitation: Invitation, user: User) -> None:
    """Registered with ``invitations.on_accept``. Only the admin panel makes this grant, and it
    counts only while whoever made it is an administrator still."""
    inviter = invitation.invited_by
    granted = any(grant.get("administrator") for grant in invitation.grants)
    if granted and inviter.is_superuser and inviter.is_active:
        make_admin(user, inviter)


def has_second_factor(user: Any) -> bool:
    """Whether logging in asks for a code."""
    if not user.is_authenticated:
        return False
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def _keep_an_administrator(leaving: User) -> None:
    """``leaving`` as it is now, with all administrators held: two who act on each other take turns.

    Raises :class:`PeopleError` for the last one that is active.
    """
    held = User.objects.select_for_update(no_key=True).filter(
        Q(is_superuser=True) | Q(pk=leaving.pk)
    )
    rows = {row.pk: row for row in held.order_by("pk")}  # one order: nobody waits in a circle
    leaving.refresh_from_db(fields=["is_active", "is_staff", "is_superuser"])
    able = {key for key, row in rows.items() if row.is_superuser and row.is_active}
    if able == {leaving.pk}:
        raise PeopleError(
            _("{user} is the last administrator. Make somebody else one first.").format(
                user=leaving
            )
        )


def _drop_sessions(user: User) -> int:
    sessions = list(UserSession.objects.filter(user=user))
    for session in sessions:
        session.end()
    return len(sessions)
