"""``manage.py restore FILE``: an empty installation becomes the one that was backed up."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from apps.core.backup.container import ArchiveError
from apps.core.backup.restoring import check, restore


class Command(BaseCommand):
    help = "Fill an empty database and storage from a backup, of this or an earlier release."
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--check", action="store_true",
            help="only read the archive, and see that this installation could restore it",
        )  # fmt: skip
        parser.add_argument(
            "--without", metavar="APP", action="append", default=[],
            help="leave out the rows of an app, such as a plugin that is gone; can be repeated",
        )  # fmt: skip
        parser.add_argument(
            "--accept-other-key",
            action="store_true",
            help="restore although SECRET_KEY differs from the one the backup was made under",
        )

    def handle(self, *_args: Any, file: Path, without: list[str], **options: Any) -> None:
        say = self.stdout.write
        try:
            if options["check"]:
                check(file, without=without, say=say)
                return
            other = options["accept_other_key"]
            restore(file, accept_other_key=other, without=without, say=say)
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        except (OSError, ValueError, ValidationError, DatabaseError) as error:
            raise CommandError(
                f"The backup could not be restored: {error}. Empty the database before another try."
            ) from error
        say("Restored.")
