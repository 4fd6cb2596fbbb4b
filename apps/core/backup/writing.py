"""A backup: every row and every stored file of the installation, of one moment."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Generator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder
from django.utils.crypto import salted_hmac

from apps.core.backup import leftover, rows
from apps.core.backup.container import ArchiveError, Contents, MissingFile, contents
from apps.core.messages import msg

# Who is logged in where, and answers kept for a day: worth nothing elsewhere, and a risk in a file
# that is passed around.
LEFT_OUT = {"sessions.Session", "usersessions.UserSession", "core.IdempotencyKey"}
TRIES = 3


def write_backup(target: Path, without: Collection[str] = ()) -> Contents:
    """Database and storage into ``target``; as :func:`write_whole`.

    ``without`` names the apps that are not loaded here and may be left out.
    """
    return write_whole(target, lambda: gather(without))


def write_whole(target: Path, gather: Callable[[], Contents]) -> Contents:
    """Write ``target`` (mode 0600), whole or not at all.

    Rows are of one snapshot. Stored files are written once and never changed, so copying them
    after it is safe; where one was deleted meanwhile, a new snapshot is taken.
    Raises :class:`ArchiveError` (file exists, files missing for good) and ``OSError``.
    """
    if target.exists():
        raise ArchiveError(msg("'{path}' exists already. Choose another name.", path=str(target)))
    for left in reversed(range(TRIES)):
        inside = gather()
        try:
            _write_once(inside, target)
        except MissingFile:
            if not left:
                raise
        else:
            return inside
    raise AssertionError("the loop returns or raises")


def _write_once(inside: Contents, target: Path) -> None:
    partial = target.with_name(target.name + ".part")
    try:
        with open(partial, "wb", opener=_private) as out:
            for data in inside.stream():
                out.write(data)
            out.flush()
            os.fsync(out.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def gather(without: Collection[str] = ()) -> Contents:
    """All rows of one snapshot, on disk, and the names of all files that they mention.

    Raises :class:`ArchiveError` for rows of apps that are neither loaded nor in ``without``.
    """
    with rows.snapshot():
        left_out = leftover.agreed(without)
        inside = contents("backup", {**head(), "left_out": left_out})
        for model in backed_up():
            inside.add_rows(model._meta.label, _lines(model, inside))
    return inside


def head() -> dict[str, Any]:
    """What a reader must know before the rows: under which migrations they were written."""
    return {"migrations": applied_migrations(), "key": key_fingerprint()}


def applied_migrations() -> dict[str, list[str]]:
    """Of the apps that are loaded: rows of others are in no archive, so its reader needs no tables
    for them.
    """
    found: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        if leftover.is_loaded(app):
            found.setdefault(app, []).append(name)
    return found


def key_fingerprint() -> str:
    """Tells whether two installations share their ``SECRET_KEY`` without telling the key."""
    return salted_hmac("lepton.backup", "fingerprint", algorithm="sha256").hexdigest()[:16]


def backed_up(registry: Any = apps) -> list[type[models.Model]]:
    """Every table that Django manages, those of plugins and many-to-many ones included."""
    return [
        model
        for model in registry.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.label not in LEFT_OUT
    ]


def _lines(model: type[models.Model], inside: Contents) -> Generator[bytes, None, None]:
    files = [field.attname for field in rows.file_columns(model)]
    for row in rows.read(model._base_manager.all()):
        values = rows.encode(row)
        inside.add_files(values[column] for column in files)
        yield rows.line(values)
