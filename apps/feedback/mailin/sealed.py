"""Passwords of mailboxes: sealed before they are stored, opened for one fetch, never shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from apps.core.sealing import Vault
from apps.feedback.mailin.models import Mailbox

VAULT = Vault(b"lepton: passwords of mailboxes, version 1")


def without_secrets(values: Mapping[str, Any]) -> dict[str, Any]:
    """A mailbox on its way into a project's archive."""
    return {**values, "secrets": {}}


def arriving(values: Mapping[str, Any]) -> dict[str, Any]:
    """A mailbox from another site: it is paused, and its password must be typed here."""
    return {**values, "secrets": {}, "paused": True, "busy_until": None}


def renew() -> tuple[int, int]:
    """Seal every password under today's ``SECRET_KEY``: (renewed, unreadable) mailboxes."""
    return VAULT.renew(Mailbox)
