"""The secrets that webhooks are signed with: made, sealed, and told once."""

from __future__ import annotations

import base64
import secrets
from datetime import datetime, timedelta

from cryptography.fernet import InvalidToken
from django.db import transaction
from standardwebhooks import Webhook

from apps.core.sealing import cipher
from apps.events.models import WebhookEndpoint

_PURPOSE = b"lepton: secrets of webhooks, version 1"
_BYTES = 32
OVERLAP = timedelta(hours=24)


def make() -> tuple[str, str]:
    """(the secret as its owner reads it, ``whsec_…``; what is stored)."""
    secret = "whsec_" + base64.b64encode(secrets.token_bytes(_BYTES)).decode("ascii")
    return secret, cipher(_PURPOSE).encrypt(secret.encode()).decode("ascii")


def rotate(endpoint: WebhookEndpoint, now: datetime) -> str:
    """Put a new secret in the place of today's, which signs too for :data:`OVERLAP`; unsaved."""
    endpoint.former_secret, endpoint.former_until = endpoint.secret, now + OVERLAP
    secret, endpoint.secret = make()
    return secret


def signatures(endpoint: WebhookEndpoint, message_id: str, at: datetime, body: str) -> str:
    """The header ``webhook-signature``: one signature for each secret that counts at ``at`` (UTC).

    Raises ``InvalidToken`` if today's secret cannot be opened.
    """
    sealed = [endpoint.secret]
    if endpoint.former_until and at < endpoint.former_until:
        sealed.append(endpoint.former_secret)
    return " ".join(Webhook(_open(each)).sign(message_id, at, body) for each in sealed)


def renew() -> tuple[int, int]:
    """Seal every secret under today's ``SECRET_KEY``: (renewed, unreadable) endpoints."""
    renewed = unreadable = 0
    for key in WebhookEndpoint.objects.values_list("pk", flat=True):
        with transaction.atomic():
            row = WebhookEndpoint.objects.select_for_update().filter(pk=key).first()
            if row is None:
                continue
            try:
                row.secret = _renewed(row.secret)
                row.former_secret = row.former_secret and _renewed(row.former_secret)
            except InvalidToken:
                unreadable += 1
                continue
            row.save(update_fields=["secret", "former_secret"])
            renewed += 1
    return renewed, unreadable


def _open(sealed: str) -> str:
    return cipher(_PURPOSE).decrypt(sealed.encode()).decode()


def _renewed(sealed: str) -> str:
    return cipher(_PURPOSE).rotate(sealed.encode()).decode("ascii")
