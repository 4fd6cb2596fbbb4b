"""Who may have a session in a browser: people, never service accounts."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from apps.accounts.models import User


class PeopleBackend(AuthenticationBackend):
    """allauth's, closed to service accounts however a password or a session came to them."""

    def user_can_authenticate(self, user: Any) -> bool:
        return not user.is_service and bool(super().user_can_authenticate(user))

    def get_user(self, user_id: Any) -> User | None:
        """The person of a session; None makes the session nobody's."""
        user = super().get_user(user_id)
        return None if user is None or user.is_service else user
