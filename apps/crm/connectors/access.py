"""A connection's account: its secrets, its client, and how it is let in again."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings as site
from django.db import transaction

from apps.core import outbound
from apps.core.messages import msg
from apps.core.outbound import OutboundError
from apps.core.sealing import Vault
from apps.crm.connectors import registry
from apps.crm.connectors.contract import CrmConnector, Tokens, Unauthorised
from apps.crm.connectors.http import Client
from apps.crm.models import SyncConnection
from apps.datasets.sources.contract import secret_names
from apps.projects.domain.errors import Refused

VAULT = Vault(b"lepton: secrets of connections with CRM systems, version 1")
ACCESS, REFRESH, ADDRESS = "tokens.access", "tokens.refresh", "tokens.address"
AGAIN = msg("The other system does not let us in any more. An owner has to connect again.")


def connector_of(connection: SyncConnection) -> CrmConnector:
    """:class:`Refused` where the plugin that brings the system is gone or off."""
    found = registry.find(connection.connector, connection.project)
    if found is None:
        raise Refused(msg("There is no connector '{key}' here any more.", key=connection.connector))
    return found


def settings_of(connection: SyncConnection, connector: CrmConnector) -> Any:
    """The connector's settings with the secrets opened."""
    secrets = VAULT.opened(connection)
    names = secret_names(connector.Settings)
    known = {name: text for name, text in secrets.items() if name in names}
    return connector.Settings.model_validate({**connection.options, **known})


def client(connection: SyncConnection, rest: Callable[[float], None] = time.sleep) -> Client:
    """Requests in the name of the connection's account."""
    connector = connector_of(connection)
    settings = settings_of(connection, connector)
    held = VAULT.opened(connection)

    def headers() -> Any:
        return connector.headers(settings, held.get(ACCESS, ""))

    def renew() -> None:
        held.update(_renewed(connection, connector, settings))

    return Client(
        held.get(ADDRESS) or connector.address(settings),
        settings,
        headers=headers,
        renew=renew if connector.uses_oauth(settings) else None,
        rest=rest,
    )


def anonymous(connector: CrmConnector, settings: Any) -> Client:
    """Requests to the system before it knows us: for tokens."""
    return Client(connector.address(settings), settings)


def _renewed(connection: SyncConnection, connector: CrmConnector, settings: Any) -> dict[str, str]:
    """Ask for a new access token, and keep it. What another worker got meanwhile is not lost: a
    refresh token may count once.
    """
    kept = VAULT.opened(SyncConnection.objects.get(pk=connection.pk))
    if not kept.get(REFRESH):
        raise Unauthorised(AGAIN, 401)
    try:
        tokens = connector.refresh(anonymous(connector, settings), kept[REFRESH])
    except Unauthorised:
        raise Unauthorised(AGAIN, 401) from None
    return keep(connection, tokens)


def keep(connection: SyncConnection, tokens: Tokens) -> dict[str, str]:
    """Store what an OAuth server gave; the secrets, opened. :class:`Refused` where it names an
    address that must not be told them.
    """
    if tokens.address:
        check_address(tokens.address)
    with transaction.atomic():
        return _keep(connection, tokens)


def _keep(connection: SyncConnection, tokens: Tokens) -> dict[str, str]:
    held = SyncConnection.objects.select_for_update(no_key=True).get(pk=connection.pk)
    given = {ACCESS: tokens.access, REFRESH: tokens.refresh, ADDRESS: tokens.address.rstrip("/")}
    secrets = {**VAULT.opened(held), **{name: text for name, text in given.items() if text}}
    held.secrets = connection.secrets = VAULT.sealed(secrets)
    held.save(update_fields=["secrets"])
    return secrets


def check_address(url: str) -> None:
    """Raise :class:`Refused` for an address that is not reached, or where a secret would go over
    the wire unencrypted: plain HTTP is for the networks that ``OUTBOUND_ALLOW`` names.
    """
    try:
        outbound.check(url)
        parts = urlsplit(url)
        if parts.scheme == "https":
            return
        found = outbound.addresses_of(parts.hostname or "", parts.port or 80)
    except OutboundError as error:
        raise Refused(error.message) from error
    if not all(any(address in one for one in site.OUTBOUND_ALLOW) for address in found):
        raise Refused(msg("The address must begin with https://, since a secret is sent to it."))


def check_page(url: str) -> None:
    """Raise :class:`Refused` for what is no page that a person's browser can be sent to."""
    parts = urlsplit(url)
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise Refused(msg("The address of the log-in page must begin with https://."))


def renew() -> tuple[int, int]:
    """Seal every secret under today's ``SECRET_KEY``: (renewed, unreadable) connections."""
    return VAULT.renew(SyncConnection)
