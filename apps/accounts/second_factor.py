"""Keys of second factors, encrypted before they reach the database.

The database alone, or a backup of it, opens no account: the key that decrypts is derived from
``SECRET_KEY``, which is kept elsewhere. After that key has been changed, what was encrypted before
is read with ``SECRET_KEY_FALLBACKS`` until ``manage.py renew_second_factors`` has been run.
"""

from __future__ import annotations

import logging

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import InvalidToken, MultiFernet
from django.db import transaction

from apps.core.sealing import cipher

logger = logging.getLogger(__name__)

_PURPOSE = b"lepton: keys of second factors, version 1"
_FIELDS = ("secret", "seed")  # of an authenticator app, of recovery codes


class MFAAdapter(DefaultMFAAdapter):
    """allauth calls ``encrypt`` before it stores a key and ``decrypt`` before it uses one."""

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """The key; a random one, which no code matches, where it cannot be read.

        So the person reads 'Incorrect code' and asks an administrator, who reads the reason in the
        log, instead of everybody reading a server error.
        """
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            logger.error(
                "The key of a second factor cannot be decrypted: SECRET_KEY has changed. Put the"
                " old one into SECRET_KEY_FALLBACKS, or reset that person's second factor."
            )
            return generate_totp_secret()


def renew() -> tuple[int, int]:
    """Encrypt every key anew under today's ``SECRET_KEY``.

    Returns how many rows were renewed and how many no known key can read (these stay as they are).
    """
    renewed = unreadable = 0
    for pk in Authenticator.objects.values_list("pk", flat=True):
        done = _renew_one(pk)
        renewed += done is True
        unreadable += done is False
    return renewed, unreadable


@transaction.atomic
def _renew_one(pk: int) -> bool | None:
    row = Authenticator.objects.select_for_update().filter(pk=pk).first()
    fields = [name for name in _FIELDS if row and name in row.data]
    if row is None or not fields:
        return None
    try:
        for name in fields:
            row.data[name] = _cipher().rotate(row.data[name].encode()).decode("ascii")
    except InvalidToken:
        return False
    row.save(update_fields=["data"])
    return True


def _cipher() -> MultiFernet:
    return cipher(_PURPOSE)
