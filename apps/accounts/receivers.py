"""What this room does when an account is saved."""

from __future__ import annotations

from typing import Any

from apps.accounts.domain import administrators
from apps.accounts.models import User


def password_saved(sender: type[User], instance: User, created: bool, **kwargs: Any) -> None:
    """Whatever page or command changed the password, the file with the old one goes.

    ``_password`` is the raw password while Django saves it (see ``AbstractBaseUser.save``); a
    mere upgrade of the hash leaves it empty.
    """
    if not created and instance._password is not None:
        administrators.forget_password(instance)
