"""A bundle as it comes over HTTP: written to a private file within its limit, then imported."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from apps.accounts.models import User
from apps.core.backup.container import ArchiveError
from apps.modelhub.bundles.arriving import import_bundle
from apps.modelhub.bundles.reading import too_large
from apps.modelhub.models import RegisteredModel
from apps.projects.domain.errors import Refused

BLOCK = 1024**2


def receive(
    source: IO[bytes], project_id: Any, user: User, fingerprint: str = ""
) -> RegisteredModel:
    """Import what can be read from ``source``. Raises :class:`Refused`, whatever is wrong."""
    place = Path(settings.WORK_DIR, "bundles")
    place.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(dir=place) as folder:
            path = Path(folder, "bundle.zip")
            with path.open("wb") as file:
                file.writelines(_blocks(source))
            return import_bundle(path, project_id, user, fingerprint=fingerprint)
    except ArchiveError as error:
        raise Refused(error.message, field="file") from error


def _blocks(source: IO[bytes]) -> Iterator[bytes]:
    size = 0
    while block := source.read(BLOCK):
        size += len(block)
        if size > settings.MODEL_BUNDLE_BYTES:
            raise too_large(size)
        yield block
