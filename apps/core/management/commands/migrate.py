"""``migrate``, which on an empty database makes the tables of long histories first.

For each step of a migration Django renders every model anew that is known by then and related.
django-oauth-toolkit has more than a hundred steps on tables that point at accounts: after ours
they take twelve of twenty seconds, before ours they take one.
"""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

LONG_HISTORIES = ("oauth2_provider",)


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        if not options["app_label"] and _is_plain(options) and _is_empty(options["database"]):
            quiet = {**options, "run_syncdb": False, "verbosity": 0}
            for app_label in LONG_HISTORIES:
                super().handle(*args, **{**quiet, "app_label": app_label})
        super().handle(*args, **options)


def _is_plain(options: dict[str, Any]) -> bool:
    """The tables are to be made now, not planned, checked or pretended."""
    others = ("plan", "check_unapplied", "fake", "fake_initial", "prune")
    return not any(options.get(name) for name in others)


def _is_empty(database: str) -> bool:
    return not connections[database].introspection.table_names()
