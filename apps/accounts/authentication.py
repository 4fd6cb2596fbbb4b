"""Who calls the REST API: ``Authorization: Bearer …`` with a token made here or by OAuth2."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from oauth2_provider.oauth2_backends import OAuthLibCore, get_oauthlib_core
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from apps.accounts.domain import tokens
from apps.accounts.models import ApiToken, Credential, OAuthClient, ServiceAccount, User
from apps.core.addresses import client_address, within
from apps.core.api.problems import Problem
from apps.core.means import Via, through


@dataclass(frozen=True)
class Grant:
    """What a credential grants to one request: ``request.auth``.

    ``counted_as`` names whose calls are counted together, ``calls_per_minute`` is their ceiling
    (None: the site's). ``ranges`` (CIDR) are what the credential itself is bound to.
    """

    id: UUID
    name: str
    prefix: str
    scopes: tuple[str, ...]
    expires_at: datetime
    counted_as: str
    calls_per_minute: int | None = None
    ranges: tuple[str, ...] = ()


class _HeaderAlone(OAuthLibCore):
    """The token stands in the header: the library need not parse a body to look for one there."""

    def extract_body(self, request: Any) -> list[Any]:
        return []


class TokenAuthentication(BaseAuthentication):
    """``request.user`` is the token's person or service account, ``request.auth`` a `Grant`."""

    keyword = "Bearer"

    def authenticate(self, request: Request) -> tuple[User, Grant] | None:
        parts = get_authorization_header(request).split()
        if not parts or parts[0].lower() != b"bearer":
            return None
        if len(parts) != 2:
            raise AuthenticationFailed(
                _("The Authorization header must read: Bearer, one space, the token.")
            )
        secret = parts[1].decode("ascii", "replace")
        if secret.startswith(tokens.MARK):
            return _with_token(request, _checked(tokens.find(secret)))
        return _with_client(request)

    def authenticate_header(self, request: Request) -> str:
        return self.keyword


def _with_token(request: Request, token: ApiToken) -> tuple[User, Grant]:
    service = token.user.service if token.user.is_service else None
    _note_use(request, token, token.allowed_ranges, service)
    grant = Grant(
        token.pk,
        token.name,
        token.prefix,
        tuple(token.scopes),
        token.expires_at,
        f"service-{service.pk}" if service else f"token-{token.pk}",
        service.calls_per_minute if service else None,
        tuple(token.allowed_ranges),
    )
    through(Via.TOKEN, token.pk, str(token))
    return token.user, grant


def _checked(token: ApiToken | None) -> ApiToken:
    if token is None:
        raise _unknown()
    if token.revoked_at:
        raise AuthenticationFailed(_("This token was revoked. Make a new one on your tokens page."))
    if not token.is_valid:
        raise AuthenticationFailed(_("This token has expired. Make a new one on your tokens page."))
    if not token.user.is_active:
        raise AuthenticationFailed(_("The account of this token is deactivated."))
    return token


def _unknown() -> AuthenticationFailed:
    return AuthenticationFailed(_("This token is not known. Check that it was copied in full."))


def _with_client(request: Request) -> tuple[User, Grant]:
    """A token that ``/api/oauth/token`` gave out; the library says whether it is in force."""
    core = _HeaderAlone(get_oauthlib_core().server)
    valid, answer = core.verify_request(request, scopes=[])
    if not valid:
        raise _unknown()
    access: Any = answer.access_token
    client: OAuthClient = access.application.client
    service = client.service
    if client.revoked_at:
        raise AuthenticationFailed(_("The OAuth2 client of this token was revoked."))
    if not service.user.is_active:
        raise AuthenticationFailed(_("The account of this token is deactivated."))
    _note_use(request, client, [], service)
    grant = Grant(
        client.pk,
        access.application.name,
        access.application.client_id[:12],
        tuple(scope for scope in access.scope.split() if scope in client.scopes),
        access.expires,
        f"service-{service.pk}",
        service.calls_per_minute,
    )
    through(Via.CLIENT, client.pk, str(client))
    return service.user, grant


def _note_use(
    request: Request,
    credential: Credential,
    own_ranges: Iterable[str],
    service: ServiceAccount | None,
) -> None:
    """Refuse what comes from outside the allowed addresses, note all else."""
    address = client_address(request)
    for ranges in (own_ranges, service.allowed_ranges if service else []):
        if ranges and not within(address, ranges):
            raise Problem(
                "address_not_allowed",
                _("This token may not be used from {address}.").format(
                    address=address or _("an unknown address")
                ),
            )
    tokens.note_use(credential, address)
