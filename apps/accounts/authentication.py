"""Token authentication for the REST API: ``Authorization: Bearer lep_…``."""

from __future__ import annotations

from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from apps.accounts.domain import tokens
from apps.accounts.models import ApiToken, User


class TokenAuthentication(BaseAuthentication):
    """``request.user`` is the token's owner, ``request.auth`` the token (with ``.scopes``)."""

    keyword = "Bearer"

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        parts = get_authorization_header(request).split()
        if not parts or parts[0].lower() != b"bearer":
            return None
        if len(parts) != 2:
            raise AuthenticationFailed(
                _("The Authorization header must read: Bearer, one space, the token.")
            )
        token = _checked(tokens.find(parts[1].decode("ascii", "replace")))
        tokens.note_use(token)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return self.keyword


def _checked(token: ApiToken | None) -> ApiToken:
    if token is None:
        raise AuthenticationFailed(_("This token is not known. Check that it was copied in full."))
    if token.revoked_at:
        raise AuthenticationFailed(_("This token was revoked. Make a new one on your tokens page."))
    if not token.is_valid:
        raise AuthenticationFailed(_("This token has expired. Make a new one on your tokens page."))
    if not token.user.is_active:
        raise AuthenticationFailed(_("The account of this token is deactivated."))
    return token
