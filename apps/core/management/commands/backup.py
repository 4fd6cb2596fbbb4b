"""``manage.py backup FILE``: database and stored files in one consistent zip."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.core.backup.container import ArchiveError
from apps.core.backup.writing import write_backup


class Command(BaseCommand):
    help = "Write the database and all stored files into one zip, while the site goes on working."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the zip to write; it must not exist")

    def handle(self, *_args: Any, file: Path, **_options: Any) -> None:
        try:
            inside = write_backup(file)
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"The backup could not be written: {error}.") from error
        size = file.stat().st_size / 1e6
        rows = sum(inside.counts.values())
        self.stdout.write(f"{file}: {rows} rows, {len(inside.files)} files, {size:.1f} MB.")
        self.stdout.write(
            "It holds all data and password hashes: keep it where only administrators read."
            " The secret key is not in it: keep LEPTON_VAR/secret_key (or SECRET_KEY) elsewhere."
        )
