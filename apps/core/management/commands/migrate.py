"""``migrate``, which is quick on an empty database: a :class:`~apps.core.new_tables.NewTables`
makes the tables, those of long histories first.

For each step of a migration Django renders every model anew that is known by then and related.
django-oauth-toolkit has more than a hundred steps on tables that point at accounts: after ours
they take twelve of twenty seconds, before ours they take one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from apps.core.new_tables import NewTables

LONG_HISTORIES = ("oauth2_provider",)


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        if options["app_label"] or not _is_plain(options) or not _is_empty(options["database"]):
            super().handle(*args, **options)
            return
        quiet = {**options, "run_syncdb": False, "verbosity": 0}
        with _executor(NewTables):
            for app_label in LONG_HISTORIES:
                super().handle(*args, **{**quiet, "app_label": app_label})
            super().handle(*args, **options)


@contextmanager
def _executor(kind: type[MigrationExecutor]) -> Iterator[None]:
    """Django's command takes its executor from its module and has no other place to give one."""
    module: Any = migrate
    former, module.MigrationExecutor = module.MigrationExecutor, kind
    try:
        yield
    finally:
        module.MigrationExecutor = former


def _is_plain(options: dict[str, Any]) -> bool:
    """The tables are to be made now, not planned, checked or pretended."""
    others = ("plan", "check_unapplied", "fake", "fake_initial", "prune")
    return not any(options.get(name) for name in others)


def _is_empty(database: str) -> bool:
    return not connections[database].introspection.table_names()
