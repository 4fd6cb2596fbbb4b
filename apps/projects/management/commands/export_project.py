"""``manage.py export_project ID FILE``: one project with all that belongs to it, as a zip."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from apps.core.backup.container import ArchiveError
from apps.core.backup.writing import write_whole
from apps.projects.models import Project
from apps.projects.transfer.exporting import gather


class Command(BaseCommand):
    help = "Write a project (rows, files, audit trail) into a zip for import_project."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("project", type=UUID, help="its id, as in the address of its pages")
        parser.add_argument("file", type=Path, help="the zip to write; it must not exist")

    def handle(self, *_args: Any, project: UUID, file: Path, **_options: Any) -> None:
        found = Project.objects.filter(pk=project).first()
        if found is None:
            raise CommandError(f"There is no project {project}.")
        try:
            inside = write_whole(file, lambda: gather(found))
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"The archive could not be written: {error}.") from error
        count = sum(inside.counts.values())
        self.stdout.write(f"{file}: '{found.name}', {count} rows, {len(inside.files)} files.")
        for table, rows in inside.head["left_behind"].items():
            self.stdout.write(
                f"Not in it, because their plugin is not loaded: {rows}"
                f" row{'' if rows == 1 else 's'} of table {table}."
            )
