"""Empty, migrated tables without migrating: for the tests' own database, and for installations of
tests that start processes of their own. Migrating takes seconds, copying does not.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from functools import lru_cache
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import DjangoDbBlocker

from deploy.launch.config import ROOT


@pytest.fixture(scope="session")
def migrated(django_db_setup: None) -> Callable[[Path], Path]:
    """``migrated(folder)`` leaves the folder as `manage.py migrate` would, and returns it."""

    def make(folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / "lepton.sqlite3"
        if connection.vendor == "sqlite" and _has_own_database():
            copy_tables(own_database(), target)
        elif connection.vendor == "sqlite" and template().exists():
            copy_tables(template(), target)
        else:
            migrate(folder)
        return folder

    return make


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """On SQLite, the tests' database begins as a copy of one that an earlier run has migrated."""
    if connection.vendor != "sqlite" or not template().exists():
        return False
    copy_tables(template(), own_database())
    return True


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_keepdb: bool, django_db_blocker: DjangoDbBlocker
) -> None:
    """Keep what was migrated, where no plugin has added tables, for the runs to come."""
    if connection.vendor != "sqlite" or django_db_keepdb or settings.LEPTON_PLUGINS:
        return
    if not _has_own_database():
        return
    with tempfile.TemporaryDirectory(dir=template().parent) as folder, django_db_blocker.unblock():
        made = Path(folder, template().name)
        copy_tables(Path(connection.settings_dict["NAME"]), made)
        made.replace(template())  # at once: another run may be looking


def _has_own_database() -> bool:
    """pytest-django makes none where no test of the run asks for tables."""
    return Path(connection.settings_dict["NAME"]) == own_database()


def own_database() -> Path:
    return Path(connection.settings_dict["TEST"]["NAME"])


@lru_cache(maxsize=1)
def template() -> Path:
    """Its name changes with whatever could make other tables: migrations, what they call, and the
    versions of all packages.
    """
    sources = [*ROOT.glob("apps/*/migrations/*.py"), ROOT / "apps/events/guard.py"]
    sources += [ROOT / "apps/core/management/commands/migrate.py", ROOT / "constraints.txt"]
    told = hashlib.sha256()
    for source in sorted(sources):
        told.update(source.name.encode() + source.read_bytes())
    folder = ROOT / "var" / "test-tables"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{told.hexdigest()[:16]}.sqlite3"


def copy_tables(source: Path, target: Path) -> None:
    """What is committed in ``source``: the tables, and what migrations put there."""
    with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(target)) as there:
        here.backup(there)
        there.execute("PRAGMA journal_mode=WAL")


def migrate(folder: Path) -> None:
    hidden = {"DATABASE_URL", "LEPTON_VAR"}
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    own = {"LEPTON_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "lepton_site.settings"}
    command = [sys.executable, "manage.py", "migrate", "-v0"]
    subprocess.run(command, cwd=ROOT, env={**kept, **own}, check=True)
