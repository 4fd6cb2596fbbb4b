"""An empty database gets the same tables whether Django's executor makes them or ours."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from deploy.launch.config import ROOT

MAKE = """
import sys, django
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from apps.core.new_tables import NewTables
executor = {kind}(connection)
wanted = sys.argv[1:]
executor.migrate([node for node in executor.loader.graph.leaf_nodes()
                  if not wanted or node[0] in wanted])
"""


def made_by(kind: str, folder: Path, *apps: str) -> list[tuple[str, str, str]]:
    folder.mkdir()
    hidden = {"DATABASE_URL", "LEPTON_VAR"}
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    own = {"LEPTON_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "lepton_site.settings"}
    command = [sys.executable, "-c", MAKE.format(kind=kind), *apps]
    subprocess.run(command, cwd=ROOT, env={**kept, **own}, check=True)
    with closing(sqlite3.connect(folder / "lepton.sqlite3")) as opened:
        return sorted(opened.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master"))


@pytest.mark.parametrize(
    "apps", [("events", "admin"), pytest.param((), marks=pytest.mark.soak)], ids=["some", "all"]
)
def test_the_tables_are_those_that_django_would_make(tmp_path, apps):
    ours = made_by("NewTables", tmp_path / "ours", *apps)
    assert len(ours) > 20
    assert ours == made_by("MigrationExecutor", tmp_path / "djangos", *apps)
