"""Secrets of sources: sealed before they are stored, opened for one fetch, never shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from apps.core.sealing import Vault
from apps.datasets.models import Source
from apps.datasets.sources.contract import reveal, secret_names

VAULT = Vault(b"lepton: secrets of data sources, version 1")


def divide(settings: BaseModel) -> tuple[dict[str, Any], dict[str, str]]:
    """(what is stored as it is, the secrets sealed)."""
    names = secret_names(type(settings))
    plain = settings.model_dump(mode="json", exclude=names)
    return plain, VAULT.sealed({name: reveal(getattr(settings, name)) for name in names})


def opened(source: Source) -> dict[str, str]:
    """Name → secret. What no known key opens is left out: it must be typed again."""
    return VAULT.opened(source)


def without_secrets(values: dict[str, Any]) -> dict[str, Any]:
    """A row on its way into a project's archive: another site could not open them anyway."""
    return {**values, "secrets": {}}


def arriving(values: Mapping[str, Any]) -> dict[str, Any]:
    """A row from another site: its schedule arrives paused, its secrets must be typed here."""
    return {**values, "secrets": {}, "known": {}, "digest": ""}


def renew() -> tuple[int, int]:
    """Seal every secret under today's ``SECRET_KEY``: (renewed, unreadable) sources."""
    return VAULT.renew(Source)
