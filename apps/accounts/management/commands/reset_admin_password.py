"""``manage.py reset_admin_password``: a new random password for an administrator."""

from __future__ import annotations

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.accounts.domain import administrators
from apps.accounts.models import User


class Command(BaseCommand):
    help = (
        "Give an administrator a new random password; it is printed and kept in a private file "
        "until it is changed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", nargs="?", default="", help="whose; default: the first made")

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"] or os.environ.get("LEPTON_ADMIN_EMAIL", "").strip()
        try:
            outcome = administrators.reset_admin_password(email)
        except User.DoesNotExist as error:
            whose = f"No administrator has the address '{email}'" if email else "There is none yet"
            raise CommandError(f"{whose}. Make one with: manage.py create_admin") from error
        self.stdout.write(f"Administrator: {outcome.user.email}")
        self.stdout.write(f"Password: {outcome.password}")
        self.stdout.write(f"Kept until it is changed in: {administrators.password_file()}")
