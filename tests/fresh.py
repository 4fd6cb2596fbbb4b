"""Migrated tables for installations of tests that start processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from apps.sdk.testing.tables import copy_tables, has_own_database, own_database, template
from deploy.launch.config import ROOT


@pytest.fixture(scope="session")
def migrated(django_db_setup: None) -> Callable[[Path], Path]:
    """``migrated(folder)`` leaves the folder as `manage.py migrate` would, and returns it."""

    def make(folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / "lepton.sqlite3"
        if connection.vendor == "sqlite" and has_own_database():
            copy_tables(own_database(), target)
        elif connection.vendor == "sqlite" and template().exists():
            copy_tables(template(), target)
        else:
            migrate(folder)
        return folder

    return make


def migrate(folder: Path) -> None:
    hidden = {"DATABASE_URL", "LEPTON_VAR"}
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    own = {"LEPTON_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "lepton_site.settings"}
    command = [sys.executable, "manage.py", "migrate", "-v0"]
    subprocess.run(command, cwd=ROOT, env={**kept, **own}, check=True)
