"""Secrets that must be read again later, encrypted before they reach the database.

The database alone, or a backup of it, opens nothing: the key is derived from ``SECRET_KEY``, which
is kept elsewhere. After that has been changed, what was sealed before is read with
``SECRET_KEY_FALLBACKS``.
"""

from __future__ import annotations

import base64
import logging
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models, transaction

from apps.core.registry import Registry

logger = logging.getLogger(__name__)

# Each room that keeps sealed values encrypts them anew under today's key: how many were, and how
# many no known key opens. ``manage.py renew_second_factors`` calls them all.
renewers: Registry[Callable[[], tuple[int, int]]] = Registry("renewer of sealed values")


def cipher(purpose: bytes) -> MultiFernet:
    """Encrypts with today's key, decrypts with any; ``InvalidToken`` where none fits.

    ``purpose`` is part of the derivation: a key for another purpose never equals this one.
    """
    return _cipher(purpose, settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@lru_cache(maxsize=16)
def _cipher(purpose: bytes, *secrets: str) -> MultiFernet:
    return MultiFernet([_fernet(purpose, secret) for secret in secrets])


def _fernet(purpose: bytes, secret: str) -> Fernet:
    """HKDF (RFC 5869) makes 32 bytes for this purpose alone from a secret of any length."""
    derived = HKDF(SHA256(), 32, salt=None, info=purpose).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))


class Vault:
    """The secrets of a row: sealed texts by name, in its JSON column ``secrets``."""

    def __init__(self, purpose: bytes) -> None:
        self._purpose = purpose

    def sealed(self, secrets: Mapping[str, str]) -> dict[str, str]:
        """Each as the row keeps it; empty ones are left out."""
        own = cipher(self._purpose)
        return {
            name: own.encrypt(text.encode()).decode("ascii")
            for name, text in secrets.items()
            if text
        }

    def opened(self, row: Any) -> dict[str, str]:
        """Name → secret. What no known key opens is left out: it must be typed again."""
        found = {}
        for name, token in row.secrets.items():
            try:
                found[name] = cipher(self._purpose).decrypt(str(token).encode()).decode()
            except InvalidToken:
                logger.error(
                    "A secret of %s %s cannot be decrypted: SECRET_KEY has changed. Put the old one"
                    " into SECRET_KEY_FALLBACKS, or type the secret again.",
                    row._meta.verbose_name,
                    row.pk,
                )
        return found

    def renew(self, model: type[models.Model]) -> tuple[int, int]:
        """Seal every secret under today's ``SECRET_KEY``: (renewed, unreadable) rows."""
        renewed = unreadable = 0
        rows = model._default_manager
        for pk in rows.exclude(secrets={}).values_list("pk", flat=True):
            with transaction.atomic():
                row: Any = rows.select_for_update(of=("self",)).filter(pk=pk).first()
                if row is None:
                    continue
                try:
                    row.secrets = {
                        name: cipher(self._purpose).rotate(str(token).encode()).decode("ascii")
                        for name, token in row.secrets.items()
                    }
                except InvalidToken:
                    unreadable += 1
                    continue
                row.save(update_fields=["secrets"])
                renewed += 1
        return renewed, unreadable
