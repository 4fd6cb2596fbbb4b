"""Fixtures that every test may use."""

import gc

import pytest
from django.core.management.commands import flush
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.utils import translation

from apps.events import guard
from apps.sdk.testing.tables import django_db_keepdb, django_db_setup
from tests.fresh import migrated
from tests.jobs.fixtures import job_dirs, run_jobs

__all__ = ["django_db_keepdb", "django_db_setup", "job_dirs", "migrated", "run_jobs"]
# Begun first, they leave no processor idle at the end.
LONG = ("tests/e2e", "tests/plugins", "tests/backup")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Folders of long tests first. The order of tests within a file stays as it is."""
    places = {config.rootpath / folder: place for place, folder in enumerate(LONG)}
    items.sort(
        key=lambda item: next(
            (places[parent] for parent in item.path.parents if parent in places), len(LONG)
        )
    )


def pytest_collection_finish() -> None:
    """What was imported and collected stays: the collector need not walk through it again and
    again, which was an eighth of the suite's time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


_execute = BaseDatabaseOperations.execute_sql_flush
# What migrating leaves there. To empty these tables as well, and to fill them anew, took nine
# tenths of the time of emptying.
KEPT = frozenset({"django_content_type", "auth_permission"})


def _flush_unguarded(operations, statements):
    """Tests with transactions of their own empty the tables after each; the audit's refuses."""
    guard.remove(connection)
    try:
        _execute(operations, statements)
    finally:
        guard.install(connection)


def _flush_statements(style, database, *, reset_sequences=True, allow_cascade=False):
    tables = database.introspection.django_table_names(only_existing=True, include_views=False)
    emptied = [name for name in tables if name not in KEPT]
    return database.ops.sql_flush(
        style, emptied, reset_sequences=reset_sequences, allow_cascade=allow_cascade
    )


BaseDatabaseOperations.execute_sql_flush = _flush_unguarded
flush.sql_flush = _flush_statements
flush.emit_post_migrate_signal = lambda *args, **kwargs: None


@pytest.fixture(autouse=True)
def _english():
    """A request leaves its reader's language active in the thread; each test starts in English."""
    translation.activate("en")
