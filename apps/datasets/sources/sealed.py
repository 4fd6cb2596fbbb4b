"""Secrets of sources: sealed before they are stored, opened for one fetch, never shown."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from cryptography.fernet import InvalidToken
from django.db import transaction
from pydantic import BaseModel

from apps.core.sealing import cipher
from apps.datasets.models import Source
from apps.datasets.sources.contract import reveal, secret_names

logger = logging.getLogger(__name__)
_PURPOSE = b"lepton: secrets of data sources, version 1"


def divide(settings: BaseModel) -> tuple[dict[str, Any], dict[str, str]]:
    """(what is stored as it is, the secrets sealed)."""
    names = secret_names(type(settings))
    plain = settings.model_dump(mode="json", exclude=names)
    sealed = {}
    for name in names:
        if text := reveal(getattr(settings, name)):
            sealed[name] = _seal(text)
    return plain, sealed


def opened(source: Source) -> dict[str, str]:
    """Name → secret. What no known key opens is left out: it must be typed again."""
    found = {}
    for name, token in source.secrets.items():
        try:
            found[name] = cipher(_PURPOSE).decrypt(str(token).encode()).decode()
        except InvalidToken:
            logger.error(
                "A secret of the source %s cannot be decrypted: SECRET_KEY has changed. Put the old"
                " one into SECRET_KEY_FALLBACKS, or type the secret again.",
                source.pk,
            )
    return found


def _seal(text: str) -> str:
    return cipher(_PURPOSE).encrypt(text.encode()).decode("ascii")


def without_secrets(values: dict[str, Any]) -> dict[str, Any]:
    """A row on its way into a project's archive: another site could not open them anyway."""
    return {**values, "secrets": {}}


def arriving(values: Mapping[str, Any]) -> dict[str, Any]:
    """A row from another site: its schedule arrives paused, its secrets must be typed here."""
    return {**values, "secrets": {}, "known": {}, "digest": ""}


def renew() -> tuple[int, int]:
    """Seal every secret under today's ``SECRET_KEY``: (renewed, unreadable) sources."""
    renewed = unreadable = 0
    for pk in Source.objects.exclude(secrets={}).values_list("pk", flat=True):
        with transaction.atomic():
            row = Source.objects.select_for_update(of=("self",)).filter(pk=pk).first()
            if row is None:
                continue
            try:
                row.secrets = {
                    name: cipher(_PURPOSE).rotate(str(token).encode()).decode("ascii")
                    for name, token in row.secrets.items()
                }
            except InvalidToken:
                unreadable += 1
                continue
            row.save(update_fields=["secrets"])
            renewed += 1
    return renewed, unreadable
