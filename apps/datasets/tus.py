"""The words of tus 1.0.0 (https://tus.io), shared by the page's endpoint and the REST API."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable, Iterator
from typing import Any

from apps.core.messages import msg
from apps.datasets.domain.uploads import MOST_BYTES, UploadRefused

VERSION = "1.0.0"
HEADERS = {"Tus-Resumable": VERSION}
OFFERED = {
    **HEADERS,
    "Tus-Version": VERSION,
    "Tus-Extension": "creation,termination,checksum",
    "Tus-Max-Size": str(MOST_BYTES),
    "Tus-Checksum-Algorithm": "sha1,sha256",
}
CHUNK_TYPE = "application/offset+octet-stream"
READ_BYTES = 256 * 1024
MOST_CHECKED_BYTES = 64 * 1024**2


def whole(text: str) -> int | None:
    """A header's non-negative whole number; None if it is not one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


def metadata(header: str) -> dict[str, str]:
    """``Upload-Metadata``: comma-separated pairs of a key and its value in base 64."""
    found = {}
    for pair in header.split(","):
        key, _space, value = pair.strip().partition(" ")
        try:
            found[key] = base64.b64decode(value, validate=True).decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            continue
    return found


def body(request: Any) -> Iterator[bytes]:
    """The body piece by piece. A connection that breaks ends it; what came is kept."""
    while True:
        try:
            piece = request.read(READ_BYTES)
        except OSError:
            return
        if not piece:
            return
        yield piece


def chunks(request: Any) -> Iterable[bytes]:
    """The body; with ``Upload-Checksum`` only if the checksum is right (tus answers 460)."""
    if "Upload-Checksum" not in request.headers:
        return body(request)
    name, _space, expected = request.headers["Upload-Checksum"].partition(" ")
    if name not in ("sha1", "sha256"):
        raise UploadRefused(msg("Checksums are sha1 or sha256."), 400)
    digest = hashlib.new(name, usedforsecurity=False)
    pieces, size = [], 0
    for piece in body(request):
        digest.update(piece)
        pieces.append(piece)
        size += len(piece)
        if size > MOST_CHECKED_BYTES:
            raise UploadRefused(msg("A chunk with a checksum has at most 64 MB."), 413)
    if not hmac.compare_digest(base64.b64encode(digest.digest()).decode(), expected.strip()):
        raise UploadRefused(msg("The chunk was damaged on its way. Send it again."), 460)
    return pieces
