"""Webhooks of a project that moves to another installation: addresses travel, secrets do not."""

from __future__ import annotations

from typing import Any

from apps.core.messages import msg
from apps.events.domain import secrets

ARRIVED = msg("It came with the project. Make a new secret, give it to the receiver, switch it on.")


def leaving(values: dict[str, Any]) -> dict[str, Any]:
    return {**values, "secret": "", "former_secret": "", "former_until": None}


def arriving(values: dict[str, Any]) -> dict[str, Any]:
    """Switched off, with a secret that nobody has been told."""
    _told, sealed = secrets.make()
    reason = ARRIVED.model_dump(mode="json")
    return {**values, "secret": sealed, "enabled": False, "disabled_reason": reason}
