"""Installations of their own, in their own processes: a data folder and a database each."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import uuid
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.db import connection

from deploy.launch.config import ROOT

RELEASES = Path(__file__).parent
KEY = "key-of-the-upgrade-fixture-not-a-secret"
NOT_PASSED = {"DATABASE_URL", "CELERY_BROKER_URL", "LEPTON_STORAGE", "LEPTON_VAR", "SECRET_KEY"}


@dataclass
class Installation:
    """``run`` calls its manage.py; ``python`` runs code with its Django set up."""

    var: Path
    database: str = ""
    key: str = KEY
    limit: int = 0  # bytes that a file may grow to, to play a full disk
    environment: dict[str, str] = field(default_factory=dict)

    def copy(self, var: Path) -> Installation:
        """Another one with the same database, files and key."""
        shutil.copytree(self.var, var)
        return replace(self, var=var)

    def run(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        return self._start("manage.py", *map(str, arguments))

    def python(self, code: str) -> str:
        done = self._start("-c", f"import django\ndjango.setup()\n{code}")
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _start(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if name not in NOT_PASSED}
        own = {
            "DJANGO_SETTINGS_MODULE": "lepton_site.settings",
            "LEPTON_VAR": str(self.var),
            "SECRET_KEY": self.key,
            **({"DATABASE_URL": self.database} if self.database else {}),
            **self.environment,
        }
        command = [sys.executable, *arguments]
        if self.limit:
            command = ["prlimit", f"--fsize={self.limit}", *command]
        return subprocess.run(
            command, cwd=ROOT, env={**kept, **own}, capture_output=True, text=True, timeout=120
        )


def manifest(archive: Path) -> dict:
    with zipfile.ZipFile(archive) as opened:
        return json.loads(opened.read("manifest.json"))


def sums(archive: Path) -> dict[str, str]:
    """Member → SHA-256: equal for equal contents, whenever they were packed."""
    return {name: member["sha256"] for name, member in manifest(archive)["members"].items()}


def files(archive: Path) -> dict[str, str]:
    return {name: value for name, value in sums(archive).items() if name.startswith("files/")}


def all_rows(archive: Path) -> dict[str, list]:
    """Label → its rows, in the order of the archive."""
    with zipfile.ZipFile(archive) as opened:
        return {
            label: [json.loads(line) for line in opened.read(f"rows/{label}.jsonl").splitlines()]
            for label in manifest(archive)["rows"]
        }


@contextmanager
def empty_postgresql() -> Iterator[str]:
    """The address of a database of its own beside the one that the tests run on."""
    name = f"lepton_backup_{uuid.uuid4().hex[:8]}"
    settings = connection.settings_dict
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    user = f"{settings['USER']}:{settings['PASSWORD']}"
    try:
        yield f"postgres://{user}@{settings['HOST']}:{settings['PORT'] or 5432}/{name}"
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
