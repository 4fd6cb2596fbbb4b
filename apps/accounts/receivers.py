"""What this room does when an account is saved, and what allauth's pages put in the audit trail."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account_signals
from allauth.mfa import signals as mfa_signals
from django.db.models.signals import post_save
from django.dispatch import Signal

from apps.accounts.domain import administrators
from apps.accounts.models import User
from apps.core.happenings import report

REPORTED: tuple[tuple[Signal, str], ...] = (
    (account_signals.user_logged_in, "accounts.user.logged_in"),
    (account_signals.password_changed, "accounts.password.changed"),
    (account_signals.password_reset, "accounts.password.reset"),
    (mfa_signals.authenticator_added, "accounts.second_factor.added"),
    (mfa_signals.authenticator_removed, "accounts.second_factor.removed"),
    (mfa_signals.authenticator_reset, "accounts.second_factor.codes_renewed"),
)


def connect() -> None:
    """Called once, by ``AppConfig.ready``."""
    post_save.connect(password_saved, sender=User, dispatch_uid="accounts.password_saved")
    for signal, kind in REPORTED:
        signal.connect(_reporter(kind), weak=False, dispatch_uid=f"report.{kind}")


def password_saved(sender: type[User], instance: User, created: bool, **kwargs: Any) -> None:
    """Whatever page or command changed the password, the file with the old one goes.

    ``_password`` is the raw password while Django saves it (see ``AbstractBaseUser.save``); a
    mere upgrade of the hash leaves it empty.
    """
    if not created and getattr(instance, "_password", None) is not None:
        administrators.forget_password(instance)


def _reporter(kind: str) -> Any:
    def on_signal(sender: Any, *, user: User, **kwargs: Any) -> None:
        report(kind, actor=user, subject=user)

    return on_signal
