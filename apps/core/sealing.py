"""Secrets that must be read again later, encrypted before they reach the database.

The database alone, or a backup of it, opens nothing: the key is derived from ``SECRET_KEY``, which
is kept elsewhere. After that has been changed, what was sealed before is read with
``SECRET_KEY_FALLBACKS``.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from apps.core.registry import Registry

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
