"""``manage.py load_sample [--owner e-mail]``: gives a person their copy of the sample project."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from apps.accounts.models import User
from apps.projects.domain.samples import open_sample, sample_of


class Command(BaseCommand):
    help = "Load the sample project for a person (the first administrator if none is named)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--owner", metavar="E-MAIL", help="whose copy it is")

    def handle(self, *args: Any, **options: Any) -> None:
        owner = self._owner(options["owner"])
        there = sample_of(owner)
        with translation.override(owner.language or "en"):
            project = there or open_sample(owner)
        if options["verbosity"] > 0:
            said = "was there already" if there else "is ready"
            self.stdout.write(f"The sample project of {owner.email} {said}: {project.name}")

    def _owner(self, email: str | None) -> User:
        if email:
            found = User.objects.filter(email=email.lower()).first()
            if found is None:
                raise CommandError(f"Nobody has the address {email}. Make the account first.")
            return found
        first = User.objects.filter(is_superuser=True, is_active=True).order_by("created_at")
        administrator = first.first()
        if administrator is None:
            raise CommandError("There is no administrator yet. Make one with create_admin first.")
        return administrator
