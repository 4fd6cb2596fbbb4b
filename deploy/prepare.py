"""Makes an installed site ready to serve. Runs inside .venv: ``python -m deploy.prepare``.

Every step does nothing when there is nothing to do, so a second start takes seconds.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django

from deploy.messages import ROOT, compile_catalogues


def main() -> int:
    compile_messages()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lepton_site.settings")
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import CommandError
    from django.db import DatabaseError

    from apps.core.means import Channel, Means, Via, using

    try:
        django.setup()
        done = Done(Path(settings.VAR_DIR, "prepared.json"))
        migrate()
        collect_static(done)
        with using(Means(Channel.COMMAND, Via.COMMAND, via_label="deploy.prepare")):
            create_administrator()
            load_sample(done)
    except DatabaseError as error:
        print(f"The database does not answer as it should: {str(error).strip()}", file=sys.stderr)
        return 1
    except (CommandError, ImproperlyConfigured) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def compile_messages() -> None:
    """What 'make install' has done already, unless a .po file was changed since. The site can do
    without: text that is not compiled is shown in English.
    """
    try:
        compile_catalogues()
    except OSError as error:
        print(
            f"Chinese texts could not be brought up to date ({error.strerror}): run 'make install'"
            f" as the account that owns {ROOT}.",
            file=sys.stderr,
        )


class Done:
    """What earlier starts have done, kept in a small file in the data folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.marks: dict[str, str] = json.loads(path.read_text())
        except (OSError, ValueError):
            self.marks = {}

    def is_marked(self, name: str, value: str) -> bool:
        return self.marks.get(name) == value

    def mark(self, name: str, value: str) -> None:
        self.marks[name] = value
        partial = self.path.with_suffix(".tmp")
        partial.write_text(json.dumps(self.marks))
        partial.replace(self.path)


def migrate() -> None:
    """Apply what has not been applied to the database."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        print(f"Preparing the database: {len(waiting)} migrations…", flush=True)
        call_command("migrate", interactive=False, verbosity=0)


def collect_static(done: Done) -> None:
    """Collect, hash and compress the static files when any of them changed."""
    from django.conf import settings
    from django.core.management import call_command

    state = _fingerprint(_static_files())
    if done.is_marked("static", state) and Path(settings.STATIC_ROOT, "staticfiles.json").exists():
        return
    print("Collecting static files…", flush=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    done.mark("static", state)


def _static_files() -> Iterator[Path]:
    from django.contrib.staticfiles.finders import get_finders

    for finder in get_finders():
        for relative, storage in finder.list([]):
            yield Path(storage.path(relative))


def _fingerprint(paths: Iterator[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        status = path.stat()
        digest.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def create_administrator() -> None:
    """The first administrator; the launcher's last banner shows a generated password."""
    from django.core.management import call_command

    said = io.StringIO()
    call_command("create_admin", stdout=said)
    if "Administrator made" in said.getvalue():
        print(said.getvalue().splitlines()[0] + ".", flush=True)


def load_sample(done: Done) -> None:
    """The sample project, once for each database: whoever deletes it does not meet it again."""
    from django.conf import settings
    from django.core.management import call_command, get_commands

    database: dict[str, Any] = settings.DATABASES["default"]
    parts = [str(database.get(key, "")) for key in ("ENGINE", "HOST", "PORT", "NAME")]
    key = hashlib.sha256("|".join(parts).encode()).hexdigest()
    if done.is_marked("sample", key) or "load_sample" not in get_commands():
        return
    print("Loading the sample project…", flush=True)
    call_command("load_sample", verbosity=0)
    done.mark("sample", key)


if __name__ == "__main__":
    sys.exit(main())
