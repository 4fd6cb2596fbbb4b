"""Keyed hashes of addresses: equal for equal addresses, and telling nobody which they are.

Each project has a random key of its own, sealed under the site's secret (``core.sealing``). It
goes into the project's archive opened, as the archive's other personal data do: without it, the
list would hold nobody where the project arrives.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Any

from cryptography.fernet import InvalidToken
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from apps.core.messages import msg
from apps.core.sealing import cipher
from apps.crm.models import SuppressionKey
from apps.projects.domain.errors import Refused

_PURPOSE = b"lepton: keys of suppression lists, version 1"
_OPEN = "open:"


def key_of(project_id: Any) -> bytes | None:
    """The project's key; None where its list was never used.

    Raises :class:`Refused` where the site's secret does not open it: nobody is on a list that
    cannot be read, and that must not look like consent.
    """
    sealed = SuppressionKey.objects.filter(project=project_id).values_list("sealed", flat=True)
    return opened(sealed.first())


def opened(sealed: str | None) -> bytes | None:
    """As :func:`key_of`, of what is stored."""
    return _opened(sealed) if sealed else None


def with_key(people: QuerySet[Any]) -> QuerySet[Any]:
    """People whose rows carry their project's sealed key, so that it is not asked for apart."""
    own = SuppressionKey.objects.filter(project=OuterRef("project")).values("sealed")[:1]
    return people.annotate(suppression_key=Subquery(own))


def make_key(project_id: Any) -> bytes:
    """The project's key, made where there is none; in the transaction that needs it."""
    known = key_of(project_id)
    if known is not None:
        return known
    SuppressionKey.objects.create(project_id=project_id, sealed=_sealed(secrets.token_hex(32)))
    found = key_of(project_id)
    assert found is not None  # noqa: S101 - it was made just now
    return found


def digest(key: bytes, channel: str, value: str) -> str:
    """HMAC-SHA256 in hex of a normalised address."""
    return hmac.new(key, f"{channel}:{value}".encode(), hashlib.sha256).hexdigest()


def _sealed(text: str) -> str:
    return cipher(_PURPOSE).encrypt(text.encode()).decode("ascii")


def _opened(sealed: str) -> bytes:
    try:
        return cipher(_PURPOSE).decrypt(sealed.encode())
    except InvalidToken:
        raise Refused(
            msg(
                "The suppression list cannot be read, since SECRET_KEY has changed. An"
                " administrator puts the old key into SECRET_KEY_FALLBACKS."
            )
        ) from None


def renew() -> tuple[int, int]:
    """Seal every key under today's ``SECRET_KEY``: (renewed, unreadable) projects."""
    renewed = unreadable = 0
    for pk in SuppressionKey.objects.values_list("pk", flat=True):
        with transaction.atomic():
            row = SuppressionKey.objects.select_for_update().filter(pk=pk).first()
            if row is None:
                continue
            try:
                row.sealed = cipher(_PURPOSE).rotate(row.sealed.encode()).decode("ascii")
            except InvalidToken:
                unreadable += 1
                continue
            row.save(update_fields=["sealed", "updated_at"])
            renewed += 1
    return renewed, unreadable


def leaving(values: dict[str, Any]) -> dict[str, Any]:
    """The key goes out opened (see above)."""
    return {**values, "sealed": _OPEN + _opened(values["sealed"]).decode("ascii")}


def arriving(values: dict[str, Any]) -> dict[str, Any]:
    """It is sealed under the secret of the site where it arrives."""
    text = str(values["sealed"])
    if not text.startswith(_OPEN):
        raise ValueError("the key of the suppression list did not leave its site opened")
    return {**values, "sealed": _sealed(text.removeprefix(_OPEN))}
