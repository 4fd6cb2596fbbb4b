"""Kept answers, sealed: one can hold what its caller is told only once, such as a secret."""

from __future__ import annotations

from cryptography.fernet import InvalidToken

from apps.core.models import IdempotencyKey
from apps.core.sealing import cipher

_PURPOSE = b"lepton: answers that are kept for Idempotency-Key, version 1"


def seal(body: str) -> str:
    """What is stored of the body of an answer; '' stays ''."""
    return cipher(_PURPOSE).encrypt(body.encode()).decode("ascii") if body else ""


def unseal(stored: str) -> str:
    """The body again. Raises ``InvalidToken`` if no known key opens it."""
    return cipher(_PURPOSE).decrypt(stored.encode()).decode() if stored else ""


def renew() -> tuple[int, int]:
    """Seal every answer under today's ``SECRET_KEY``: (renewed, 0).

    What no known key opens is not counted as unreadable: nobody could type it again, and it is
    forgotten within a day.
    """
    renewed = 0
    kept = IdempotencyKey.objects.exclude(body="").values_list("pk", "body")
    for key, stored in kept.iterator():
        try:
            anew = cipher(_PURPOSE).rotate(stored.encode()).decode("ascii")
        except InvalidToken:
            continue
        # Only what was read is replaced: a later answer may have taken its place meanwhile.
        renewed += IdempotencyKey.objects.filter(pk=key, body=stored).update(body=anew)
    return renewed, 0
