"""Tables of no loaded model: what a plugin has left here that is broken, refused or not installed.

Django sees only the models that are loaded. Whatever walks over 'all rows' asks here first, lest it
pass over these in silence.
"""

from __future__ import annotations

from collections.abc import Collection

from django.apps import apps
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from apps.core.backup.container import ArchiveError
from apps.core.messages import msg, msgn
from apps.core.registry import Registry

LeftOver = dict[str, dict[str, int]]  # app that is not loaded → its tables → their rows

derived: Registry[str] = Registry("derived table")
"""Table → the room whose migrations make and fill it: it holds nothing of its own."""


def tables() -> list[str]:
    """What is neither a loaded model's, nor derived, nor Django's list of migrations, nor SQLite's
    own.
    """
    models = apps.get_models(include_auto_created=True)
    known = {model._meta.db_table for model in models}
    known.add(MigrationRecorder.Migration._meta.db_table)
    known.update(derived.keys())
    there = connection.introspection.table_names()
    return [name for name in there if name not in known and not name.startswith("sqlite_")]


def is_loaded(app: str) -> bool:
    return app in {config.label for config in apps.get_app_configs()}


def find() -> LeftOver:
    """Every app that has migrated here and is not loaded, with its tables that hold rows.

    Tables begin with their app's label. One that begins with none of these labels (a plugin may
    name its tables otherwise, an administrator may have made one) stands under its own name.
    """
    recorded = {app for app, _name in MigrationRecorder(connection).applied_migrations()}
    gone = sorted(app for app in recorded if not is_loaded(app))
    found: LeftOver = {app: {} for app in gone}
    for table in tables():
        if count := _count(table):
            found.setdefault(_owner(table, gone), {})[table] = count
    return found


def _owner(table: str, gone: list[str]) -> str:
    fitting = [app for app in gone if table.startswith(f"{app}_")]
    return max(fitting, key=len, default=table)


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        name = connection.ops.quote_name(table)
        cursor.execute(f"SELECT COUNT(*) FROM {name}")  # noqa: S608 - a table that is there
        return int(cursor.fetchone()[0])


def agreed(without: Collection[str]) -> LeftOver:
    """What stays out of a backup: as :func:`find`, once ``without`` names all that holds rows.

    Raises :class:`ArchiveError` for rows that nobody has agreed to leave out.
    """
    for app in sorted(without):
        if is_loaded(app):
            raise ArchiveError(
                msg(
                    "'{app}' is loaded, so its rows belong in the backup. Take --without {app}"
                    " away.",
                    app=app,
                )
            )
    found = find()
    for app, held in found.items():
        if held and app not in without:
            raise _unseen(app, sum(held.values()))
    return found


def _unseen(app: str, count: int) -> ArchiveError:
    return ArchiveError(
        msgn(
            "The database has {count} row of '{app}', which is not loaded here, so the backup would"
            " lack it. Load the plugin (LEPTON_PLUGINS, its package), or leave it out knowingly"
            " with --without {app}.",
            "The database has {count} rows of '{app}', which is not loaded here, so the backup"
            " would lack them. Load the plugin (LEPTON_PLUGINS, its package), or leave them out"
            " knowingly with --without {app}.",
            count,
            app=app,
        )
    )
