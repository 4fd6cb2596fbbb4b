"""Empty, migrated tables without migrating: tests on SQLite begin with a copy of tables that an
earlier run has migrated. Migrating takes seconds, copying does not.
"""

from __future__ import annotations

import hashlib
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

KEPT = 3  # so that going to another branch and back is quick


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """The tests' database begins as a copy, where there is one to copy."""
    if connection.vendor != "sqlite" or not template().exists():
        return False
    copy_tables(template(), own_database())
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_keepdb: bool, django_db_blocker: Any) -> None:
    """Keep what was migrated for the runs to come."""
    if connection.vendor != "sqlite" or django_db_keepdb or not has_own_database():
        return
    with tempfile.TemporaryDirectory(dir=template().parent) as folder, django_db_blocker.unblock():
        made = Path(folder, template().name)
        copy_tables(Path(connection.settings_dict["NAME"]), made)
        made.replace(template())  # at once: another run may be looking
    drop_older(template().parent)


def drop_older(folder: Path) -> None:
    """Leave the newest few: migrations change often, and nobody asks for the old tables again."""
    with suppress(FileNotFoundError):  # another run does the same
        made = sorted(folder.glob("*.sqlite3"), key=lambda file: file.stat().st_mtime)
        for file in made[:-KEPT]:
            file.unlink()


def own_database() -> Path:
    """The file that pytest-django makes for this run."""
    return Path(connection.settings_dict["TEST"]["NAME"])


def has_own_database() -> bool:
    """pytest-django makes none where no test of the run asks for tables."""
    return Path(connection.settings_dict["NAME"]) == own_database()


@lru_cache(maxsize=1)
def template() -> Path:
    """Its name changes with whatever could make other tables: the migrations of all applications,
    those of packages and plugins included, and what runs after them.
    """
    told = hashlib.sha256()
    for source in _sources():
        told.update(source.name.encode() + source.read_bytes())
    folder = Path(settings.BASE_DIR, "var", "test-tables")
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{told.hexdigest()[:16]}.sqlite3"


def _sources() -> Iterator[Path]:
    yield Path(settings.BASE_DIR, "apps", "events", "guard.py")
    yield Path(settings.BASE_DIR, "apps", "core", "management", "commands", "migrate.py")
    for config in apps.get_app_configs():
        if config.models_module is None:
            continue
        yield Path(str(config.models_module.__file__))  # rows for new models come after migrating
        name = f"{config.name}.migrations"
        if find_spec(name):
            for folder in import_module(name).__path__:
                yield from sorted(Path(folder).glob("*.py"))


def copy_tables(source: Path, target: Path) -> None:
    """What is committed in ``source``: the tables, and what migrations put there."""
    with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(target)) as there:
        here.backup(there)
        there.execute("PRAGMA journal_mode=WAL")
