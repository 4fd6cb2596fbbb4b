"""``manage.py import_project FILE --owner E-MAIL``: a project from another installation."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.accounts.models import User
from apps.core.backup.container import ArchiveError
from apps.projects.transfer.importing import import_project


class Command(BaseCommand):
    help = "Make a project from a zip that 'export_project' or a project's settings page wrote."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--owner", required=True, metavar="E-MAIL", help="who will own it here")
        parser.add_argument(
            "--as-copy", action="store_true", help="with new ids, beside the project it came from"
        )

    def handle(self, *_args: Any, file: Path, owner: str, as_copy: bool, **_options: Any) -> None:
        person = User.objects.filter(email=owner.lower(), is_active=True).first()
        if person is None:
            raise CommandError(f"Nobody with the address {owner} has an account here.")
        try:
            arrival = import_project(file, person, as_copy=as_copy)
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"The archive could not be imported: {error}.") from error
        count = sum(arrival.counts.values())
        self.stdout.write(f"'{arrival.project.name}': {count} rows. Owner: {person.email}.")
        if arrival.strangers:
            self.stdout.write(
                "These people had no account here and got one that is switched off. Activate it in"
                f" the admin panel to let them in: {', '.join(arrival.strangers)}."
            )
