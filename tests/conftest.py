"""Fixtures that every test may use."""

import gc
from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.utils import translation

from apps.events import guard
from tests.fresh import django_db_keepdb, django_db_setup, migrated
from tests.jobs.fixtures import job_dirs, run_jobs

__all__ = ["django_db_keepdb", "django_db_setup", "job_dirs", "migrated", "run_jobs"]
# Begun first, they leave no processor idle at the end.
LONG = ("tests/e2e", "tests/plugins", "tests/backup")
# Whole walks over what other tests measure line by line. Measuring makes Python 3.11 a good half
# slower, and what these folders alone reach is no proof that a line is right.
UNMEASURED = ("tests/e2e", "tests/backup", "tests/quality", "tests/reference")


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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Coverage rests during the tests of ``UNMEASURED``, with what they set up."""
    plugin = item.config.pluginmanager.getplugin("_cov")
    controller = plugin and plugin.cov_controller
    folders = {item.config.rootpath / folder for folder in UNMEASURED}
    if not controller or folders.isdisjoint(item.path.parents):
        return (yield)
    controller.pause()
    try:
        return (yield)
    finally:
        controller.resume()


_flush = BaseDatabaseOperations.execute_sql_flush


def _flush_unguarded(operations, statements):
    """Tests with transactions of their own empty every table after each; the audit's refuses."""
    guard.remove(connection)
    try:
        _flush(operations, statements)
    finally:
        guard.install(connection)


BaseDatabaseOperations.execute_sql_flush = _flush_unguarded


@pytest.fixture(autouse=True)
def _english():
    """A request leaves its reader's language active in the thread; each test starts in English."""
    translation.activate("en")
