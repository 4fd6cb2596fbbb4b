"""``manage.py backup FILE``: database and stored files in one consistent zip."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.core.backup.container import ArchiveError
from apps.core.backup.leftover import LeftOver
from apps.core.backup.writing import write_backup


class Command(BaseCommand):
    help = "Write the database and all stored files into one zip, while the site goes on working."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the zip to write; it must not exist")
        parser.add_argument(
            "--without", metavar="APP", action="append", default=[],
            help="leave out the rows of an app (or a table) that is not loaded; can be repeated",
        )  # fmt: skip

    def handle(self, *_args: Any, file: Path, without: list[str], **_options: Any) -> None:
        try:
            inside = write_backup(file, without)
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"The backup could not be written: {error}.") from error
        size = file.stat().st_size / 1e6
        rows = sum(inside.counts.values())
        self.stdout.write(f"{file}: {rows} rows, {len(inside.files)} files, {size:.1f} MB.")
        self._say_left_out(inside.head["left_out"], without)
        self.stdout.write(
            "It holds all data and password hashes: keep it where only administrators read."
            " The secret key is not in it: keep LEPTON_VAR/secret_key (or SECRET_KEY) elsewhere."
        )

    def _say_left_out(self, left_out: LeftOver, without: list[str]) -> None:
        for app, held in left_out.items():
            count = sum(held.values())
            rows = f"{count} row{'' if count == 1 else 's'}"
            self.stdout.write(f"Left out: '{app}', which is not loaded here ({rows}).")
        for app in sorted(set(without) - set(left_out)):
            self.stdout.write(f"There is nothing of '{app}' here: --without {app} can go.")
