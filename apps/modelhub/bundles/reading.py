"""A bundle on its way in. Nothing in it is believed before it is checked, and in this order: is it
a bundle, who has signed it, do names, sizes and sums hold, is every file what its name says.
"""

from __future__ import annotations

import json
import shutil
import zlib
from pathlib import Path
from typing import Any

from django.conf import settings

from apps.core.backup.container import Archive, ArchiveError
from apps.core.messages import Message, Num, msg
from apps.engines.base_models.reading import OWN_CODE, Unreadable, tensors
from apps.modelhub.bundles import keys
from apps.modelhub.bundles.directory import is_short
from apps.modelhub.bundles.manifest import (
    MANIFEST,
    MODEL,
    MOST_MEMBERS,
    SIGNATURE,
    SUFFIXES,
    Manifest,
    Signature,
    is_plain,
    require_storable,
)

MOST_MANIFEST = 4 * 1024**2
MOST_JSON = 64 * 1024**2  # a tokenizer of 250,000 words has 17 MB
# What a zip can raise while it is read, besides what the archive knows.
BROKEN = (RuntimeError, NotImplementedError, EOFError, zlib.error, UnicodeDecodeError)
BLOCK = 1024**2


class Bundle(Archive):
    """A signed zip, opened for reading. Raises :class:`ArchiveError` with a sentence."""

    unlisted = frozenset({MANIFEST, SIGNATURE})
    most_manifest = MOST_MANIFEST

    def __init__(self, path: Path) -> None:
        if not is_short(path):
            raise not_a_bundle()
        try:
            super().__init__(path, "model")
            raw = self._small(MANIFEST)
            require_storable(raw)
            self.facts = Manifest.model_validate_json(raw)
            signed = Signature.model_validate_json(self._small(SIGNATURE))
        except (ValueError, RecursionError, TypeError, KeyError, *BROKEN) as error:
            raise not_a_bundle() from error
        if not keys.is_signed(raw, signed.public_key, signed.signature):
            raise ArchiveError(
                msg(
                    "The signature of this bundle does not fit: it was changed after it was signed."
                    " Take another copy of it."
                )
            )
        self.key = signed.public_key

    def _small(self, name: str) -> bytes:
        with self.zip.open(name) as file:
            found: bytes = file.read(MOST_MANIFEST + 1)
        if len(found) > MOST_MANIFEST:
            raise not_a_bundle()
        return found

    def verify(self) -> None:
        """Names and sizes before a byte is unpacked, then every sum."""
        members, listed = self.facts.members, self.zip.namelist()
        if len(listed) != len(set(listed)) or len(listed) > MOST_MEMBERS:
            raise not_a_bundle()
        for name in members:
            why = _why_not(name)
            if why is not None:
                raise ArchiveError(why)
        if not any(name.startswith(MODEL) for name in members):
            raise not_a_bundle()
        if self.unpacked_bytes > settings.MODEL_BUNDLE_BYTES:
            raise too_large(self.unpacked_bytes)
        self.needs_room()
        try:
            super().verify()
        except BROKEN as error:
            raise not_a_bundle() from error

    def unpack(self, folder: Path) -> dict[str, Path]:
        """Write the verified members below ``folder``, look into each, and say where it is."""
        found: dict[str, Path] = {}
        for name, member in self.facts.members.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with self.zip.open(name) as source, path.open("wb") as out:
                shutil.copyfileobj(source, out, BLOCK)
            if path.stat().st_size != member.size:
                raise not_a_bundle()
            _look_into(path, name)
            found[name] = path
        return found


def not_a_bundle() -> ArchiveError:
    return ArchiveError(msg("This is not a whole model bundle made by Lepton."))


def too_large(size: int) -> ArchiveError:
    return ArchiveError(
        msg(
            "The bundle has {size}; at most {most} are taken. An administrator can raise it"
            " (MODEL_BUNDLE_BYTES).",
            size=Num(value=size, style="bytes"),
            most=Num(value=settings.MODEL_BUNDLE_BYTES, style="bytes"),
        )
    )


def _why_not(name: str) -> Message | None:
    """Why a member may not be in a bundle, by its name alone."""
    if not is_plain(name) or not name.startswith((MODEL, "card.md")):
        return msg("The bundle has a file outside its model's folder: '{name}'.", name=name[:200])
    if not name.endswith(SUFFIXES):
        return msg(
            "The bundle has '{name}'. Only safetensors, JSON and text are taken: other forms of"
            " weights can run code when they are opened.",
            name=name,
        )
    return None


def _look_into(path: Path, name: str) -> None:
    """A file must be what its name says."""
    try:
        if path.suffix == ".safetensors":
            tensors(path)
        elif path.suffix == ".json":
            _check_json(path, name)
    except Unreadable as error:
        raise ArchiveError(error.message) from error


def _check_json(path: Path, name: str) -> None:
    try:
        if path.stat().st_size > MOST_JSON:
            raise ValueError("too large")
        found: Any = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise ArchiveError(msg("'{name}' in the bundle is no JSON.", name=name)) from error
    if isinstance(found, dict) and OWN_CODE in found:
        raise ArchiveError(
            msg("'{name}' in the bundle asks for code of its own, which is never run.", name=name)
        )
