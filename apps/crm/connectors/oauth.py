"""Log-in at another system: the authorisation code grant (RFC 6749) with PKCE (RFC 7636).

State and verifier are kept in the person's session, so that an answer counts only for who asked,
for the connection that was meant, and once.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from typing import Any

from apps.core.messages import clipped, msg
from apps.crm.connectors import access
from apps.crm.connectors.contract import RemoteError, Tokens
from apps.crm.models import SyncConnection
from apps.projects.domain.errors import Refused

KEY = "crm_log_in"
SECONDS = 600  # to agree on the other system's page
EXPIRED = msg("This log-in was not begun here, or too long ago. Begin again.")


def begin(session: Any, connection: SyncConnection, redirect: str) -> str:
    """The address of the other system's page on which the person agrees."""
    connector = access.connector_of(connection)
    state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(48)
    session[KEY] = {
        "state": state, "verifier": verifier, "connection": str(connection.pk),
        "redirect": redirect, "until": time.time() + SECONDS,
    }  # fmt: skip
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest())
    settings = access.settings_of(connection, connector)
    return connector.authorise_url(settings, redirect, state, challenge.decode().rstrip("="))


def meant(session: Any, state: str) -> tuple[str, dict[str, Any]]:
    """(id of the connection, what was kept), once. Raises :class:`Refused`."""
    kept = session.pop(KEY, None)
    if (
        not isinstance(kept, dict)
        or not secrets.compare_digest(str(kept["state"]).encode(), state.encode())
        or kept["until"] < time.time()
    ):
        raise Refused(EXPIRED)
    return str(kept["connection"]), kept


def finish(connection: SyncConnection, kept: dict[str, Any], code: str, error: str) -> Tokens:
    """The tokens for the code that came back. Raises :class:`Refused`."""
    if error:
        raise Refused(
            msg(
                "The other system did not agree: {reason}. Nothing was connected.",
                reason=clipped(error, 80),
            )
        )
    if not code:
        raise Refused(msg("The other system sent no code back. Nothing was connected."))
    connector = access.connector_of(connection)
    settings = access.settings_of(connection, connector)
    client = access.anonymous(connector, settings)
    try:
        return connector.exchange(client, code, kept["redirect"], kept["verifier"])
    except RemoteError as failed:
        raise Refused(failed.message) from failed
    except (KeyError, TypeError, AttributeError) as failed:
        raise Refused(access.STRANGE) from failed
