"""The first administrator, and the file that holds the generated password until it is changed."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from apps.accounts.models import User
from apps.core.happenings import report

DEFAULT_EMAIL = "admin@localhost"
# No letter or digit that is easily taken for another when typed from a screen.
ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True)
class Outcome:
    """What became of the request: ``password`` is set only where it was generated here."""

    user: User
    created: bool = False
    password: str = ""


def password_file() -> Path:
    """'Password: …' on line 1, 'Log in as: …' with the e-mail address it belongs to on line 2."""
    return Path(settings.VAR_DIR) / "admin-password"


def generate_password() -> str:
    """Twenty characters in four groups, about 116 bits."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(4))
    return "-".join(groups)


@transaction.atomic
def create_admin(email: str = "", password: str = "") -> Outcome:
    """Make sure that there is an administrator; a second call changes nothing.

    Without ``email`` any active administrator will do. Raises ``ValidationError`` if ``password``
    is given and is too weak.
    """
    wanted = User.objects.filter(email=email.lower()).first() if email else _any_admin()
    if wanted:
        return Outcome(_promote(wanted))
    user = User(email=(email or DEFAULT_EMAIL).lower(), name="Administrator")
    if password:
        validate_password(password, user)
    generated = "" if password else generate_password()
    user = User.objects.create_superuser(user.email, password or generated, name=user.name)
    if generated:
        remember_password(user, generated)
    report("accounts.admin.created", subject=user)
    return Outcome(user, created=True, password=generated)


@transaction.atomic
def reset_admin_password(email: str = "") -> Outcome:
    """Give an administrator a new generated password. ``User.DoesNotExist`` if there is none.

    Without ``email`` it is the first administrator that was made.
    """
    admins = User.objects.filter(is_superuser=True)
    user = admins.filter(email=email.lower()).first() if email else _any_admin() or admins.first()
    if user is None:
        raise User.DoesNotExist
    generated = generate_password()
    user.set_password(generated)
    user.is_active = True
    user.save(update_fields=["password", "is_active", "updated_at"])
    remember_password(user, generated)
    report("accounts.admin.password_reset", subject=user)
    return Outcome(user, password=generated)


def remembered_password() -> tuple[str, str] | None:
    """E-mail address and generated password, while nobody has changed it."""
    try:
        lines = password_file().read_text(encoding="utf-8").splitlines()[:2]
        password, email = (line.rpartition(":")[2].strip() for line in lines)
    except (FileNotFoundError, ValueError):
        return None
    return email, password


def remember_password(user: User, password: str) -> None:
    """Write the file so that only its owner can ever read it."""
    path = password_file()
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(f"Password: {password}\nLog in as: {user.email}\n")


def forget_password(user: User) -> None:
    """Remove the file if it speaks of this person, who now has another password."""
    remembered = remembered_password()
    if remembered and remembered[0] == user.email:
        password_file().unlink(missing_ok=True)


def _any_admin() -> User | None:
    admins = User.objects.filter(is_superuser=True, is_active=True)
    return admins.order_by("created_at").first()


def _promote(user: User) -> User:
    if user.is_superuser and user.is_staff and user.is_active:
        return user
    user.is_superuser = user.is_staff = user.is_active = True
    user.save(update_fields=["is_superuser", "is_staff", "is_active", "updated_at"])
    report("accounts.admin.promoted", subject=user)
    return user
