"""A connection's account: its secrets, its client, and how it is let in again."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
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
MOMENT = 1.0  # seconds in which whoever renewed a token first stores it
Rest = Callable[[float], None]
AGAIN = msg("The other system does not let us in any more. An owner has to connect again.")
STRANGE = msg("What answers at this address is not the system that was chosen.")


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


def client(connection: SyncConnection, rest: Rest | None = None) -> Client:
    """Requests in the name of the connection's account. ``rest`` is how a worker waits; without it
    a person waits (see :class:`Client`).
    """
    connector = connector_of(connection)
    settings = settings_of(connection, connector)
    held = VAULT.opened(connection)

    def headers() -> Any:
        return connector.headers(settings, held.get(ACCESS, ""))

    def renew() -> None:
        account = _Account(connection, connector, settings, rest)
        held.update(account.renewed(held.get(ACCESS, "")))

    return Client(
        held.get(ADDRESS) or connector.address(settings),
        settings,
        headers=headers,
        renew=renew if connector.uses_oauth(settings) else None,
        rest=rest,
    )


def anonymous(connector: CrmConnector, settings: Any, rest: Rest | None = None) -> Client:
    """Requests to the system before it knows us: for tokens."""
    return Client(connector.address(settings), settings, rest=rest)


@dataclass(frozen=True)
class _Account:
    """Whose access token is to be renewed."""

    connection: SyncConnection
    connector: CrmConnector
    settings: Any
    rest: Rest | None

    def renewed(self, refused: str) -> dict[str, str]:
        """The secrets with an access token other than ``refused``. A refresh token may count once:
        where another worker was first, what it got is taken.
        """
        kept = self._stored()
        if kept.get(ACCESS, refused) != refused:
            return kept
        if not kept.get(REFRESH):
            raise Unauthorised(AGAIN, 401)
        try:
            api = anonymous(self.connector, self.settings, self.rest)
            tokens = self.connector.refresh(api, kept[REFRESH])
        except Unauthorised:
            (self.rest or time.sleep)(MOMENT)
            kept = self._stored()
            if kept.get(ACCESS, refused) != refused:
                return kept
            raise Unauthorised(AGAIN, 401) from None
        return keep(self.connection, tokens, instead_of=kept[REFRESH])

    def _stored(self) -> dict[str, str]:
        return VAULT.opened(SyncConnection.objects.get(pk=self.connection.pk))


def keep(
    connection: SyncConnection, tokens: Tokens, instead_of: str | None = None
) -> dict[str, str]:
    """Store what an OAuth server gave; the secrets, opened. Tokens ``instead_of`` a refresh token
    that counts no more are not stored: somebody has logged in anew, or changed the credentials.
    Raises :class:`Refused` where it names an address that must not be told them, and
    :class:`Unauthorised` where nothing is stored that lets us in.
    """
    if tokens.address:
        check_address(tokens.address)
    with transaction.atomic():
        held = SyncConnection.objects.select_for_update(no_key=True).get(pk=connection.pk)
        secrets = VAULT.opened(held)
        if instead_of is None or secrets.get(REFRESH) == instead_of:
            address = tokens.address.rstrip("/")
            given = {ACCESS: tokens.access, REFRESH: tokens.refresh, ADDRESS: address}
            secrets |= {name: text for name, text in given.items() if text}
            held.secrets = connection.secrets = VAULT.sealed(secrets)
            held.save(update_fields=["secrets"])
    if instead_of is not None and not secrets.get(ACCESS):
        raise Unauthorised(AGAIN, 401)
    return secrets


def check_address(url: str) -> None:
    """Raise :class:`Refused` for an address that is not reached, or where a secret would go over
    the wire unencrypted: plain HTTP is for the networks that ``OUTBOUND_ALLOW`` names.
    """
    try:
        outbound.check(url)
        sealed = _is_sealed(url)
    except OutboundError as error:
        raise Refused(error.message) from error
    if not sealed:
        raise Refused(msg("The address must begin with https://, since a secret is sent to it."))


def _is_sealed(url: str) -> bool:
    """Whether it is HTTPS, or within a network that ``OUTBOUND_ALLOW`` names. Raises
    :class:`OutboundError`.
    """
    parts = urlsplit(url)
    if parts.scheme != "http":
        return parts.scheme == "https"
    found = outbound.addresses_of(parts.hostname or "", parts.port or 80)
    return all(any(address in one for one in site.OUTBOUND_ALLOW) for address in found)


def check_page(url: str) -> None:
    """Raise :class:`Refused` for what is no page that a person's browser can be sent to: the code
    comes back from there, so it is HTTPS, but for the networks that ``OUTBOUND_ALLOW`` names.
    """
    try:
        if urlsplit(url).hostname and _is_sealed(url):
            return
    except (OutboundError, ValueError):
        pass  # said below
    raise Refused(msg("The address of the log-in page must begin with https://."))


def renew() -> tuple[int, int]:
    """Seal every secret under today's ``SECRET_KEY``: (renewed, unreadable) connections."""
    return VAULT.renew(SyncConnection)
