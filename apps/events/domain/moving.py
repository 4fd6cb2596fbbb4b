"""Webhooks of a project that moves to another installation: addresses travel, secrets do not.

What was sent, or was not, travels as a record: nothing is sent from here without being asked for.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from apps.core.messages import msg
from apps.events.domain import secrets
from apps.events.models import WebhookDelivery

State = WebhookDelivery.State

ARRIVED = msg("It came with the project. Make a new secret, give it to the receiver, switch it on.")


def leaving(values: dict[str, Any]) -> dict[str, Any]:
    return {**values, "secret": "", "former_secret": "", "former_until": None}


def arriving(values: dict[str, Any]) -> dict[str, Any]:
    """Switched off, with a secret that nobody has been told."""
    _told, sealed = secrets.make()
    reason = ARRIVED.model_dump(mode="json")
    return {**values, "secret": sealed, "enabled": False, "disabled_reason": reason}


def delivery_arriving(values: dict[str, Any]) -> dict[str, Any]:
    """The installation that it comes from sends what waits; here it can be replayed."""
    if values["state"] != State.WAITING:
        return values
    now = timezone.now().isoformat()
    return {**values, "state": State.FAILED.value, "due_at": None, "finished_at": now}
