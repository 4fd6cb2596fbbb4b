"""The key that this installation signs with, and those that it trusts.

Ed25519 (RFC 8032). What is signed begins with a label of its own, so that a signature made here is
one of a bundle's manifest and of nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext as _

from apps.core.happenings import report
from apps.core.messages import msg
from apps.modelhub.models import TrustedSigner
from apps.projects.domain.errors import Refused
from lepton_site.secret import read_or_create_secret

LABEL = b"lepton model bundle 1\n"
FILE = "model_signing_key"
KEY_BYTES = 32


def _private() -> Ed25519PrivateKey:
    secret = settings.MODEL_SIGNING_KEY or read_or_create_secret(Path(settings.VAR_DIR, FILE))
    return _derived(secret)


@cache
def _derived(secret: str) -> Ed25519PrivateKey:
    """Ed25519 wants 32 bytes; the secret is a text of any length (HKDF, RFC 5869)."""
    seed = HKDF(SHA256(), KEY_BYTES, salt=None, info=b"lepton.model-bundle").derive(secret.encode())
    return Ed25519PrivateKey.from_private_bytes(seed)


def public_key() -> str:
    """This installation's own, in base64: what others trust to trust its bundles."""
    return base64.b64encode(_private().public_key().public_bytes_raw()).decode()


def sign(data: bytes) -> str:
    """The signature in base64."""
    return base64.b64encode(_private().sign(LABEL + data)).decode()


def is_signed(data: bytes, key: str, signature: str) -> bool:
    """Whether ``signature`` was made over ``data`` by the holder of ``key``."""
    try:
        public = Ed25519PublicKey.from_public_bytes(base64.b64decode(key, validate=True))
        public.verify(base64.b64decode(signature, validate=True), LABEL + data)
    except (ValueError, InvalidSignature):
        return False
    return True


def fingerprint(key: str) -> str:
    """Short enough to compare over the telephone: 'ab12 cd34 …', 64 bits of a SHA-256."""
    digest = hashlib.sha256(base64.b64decode(key)).hexdigest()[:16]
    return " ".join(digest[at : at + 4] for at in range(0, 16, 4))


def same_fingerprint(typed: str, key: str) -> bool:
    """Whether a person has typed the fingerprint of ``key``, however they part its signs."""
    return "".join(typed.split()).lower() == fingerprint(key).replace(" ", "")


def signer_of(key: str) -> str:
    """Whose bundle it is, where the key is trusted: a name, '' for an unknown one."""
    if key == public_key():
        return _("this installation")
    name = TrustedSigner.objects.filter(public_key=key).values_list("name", flat=True).first()
    return name or ""


def require_key(key: str) -> None:
    """Raises :class:`Refused` for what is no public key."""
    try:
        Ed25519PublicKey.from_public_bytes(base64.b64decode(key, validate=True))
    except ValueError as error:
        raise Refused(
            msg("This is no public key: it is 32 bytes in base64, as the other page shows it."),
            field="key",
        ) from error


def trust(name: str, key: str, user: Any = None) -> TrustedSigner:
    """Take bundles that ``key`` has signed without asking. Raises :class:`Refused`."""
    require_key(key)
    signer, made = TrustedSigner.objects.get_or_create(public_key=key, defaults={"name": name})
    if made:
        report("modelhub.signer.trusted", actor=user, subject=signer, key=fingerprint(key))
    return signer


def distrust(name: str, user: Any = None) -> int:
    """Ask again before bundles of ``name`` are taken; how many keys that were."""
    signers = list(TrustedSigner.objects.filter(name=name))
    for signer in signers:
        forget(signer, user)
    return len(signers)


def forget(signer: TrustedSigner, user: Any = None) -> None:
    """Ask again before bundles of this one key are taken."""
    key = fingerprint(signer.public_key)
    report("modelhub.signer.distrusted", actor=user, subject=signer, key=key)
    signer.delete()
