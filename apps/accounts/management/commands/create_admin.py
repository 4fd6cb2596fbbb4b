"""``manage.py create_admin``: make the first administrator, once."""

from __future__ import annotations

import os
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from apps.accounts.domain import administrators


class Command(BaseCommand):
    help = (
        "Make an administrator unless there is one. LEPTON_ADMIN_EMAIL and LEPTON_ADMIN_PASSWORD "
        "choose the address and the password; without them a random password is made, printed, "
        "and kept in a private file until it is changed."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        email = os.environ.get("LEPTON_ADMIN_EMAIL", "").strip()
        password = os.environ.get("LEPTON_ADMIN_PASSWORD", "")
        _check_address(email)
        try:
            outcome = administrators.create_admin(email, password)
        except ValidationError as error:
            raise CommandError(
                "LEPTON_ADMIN_PASSWORD cannot be used. " + " ".join(error.messages)
            ) from error
        said = "Administrator made" if outcome.created else "Administrator exists already"
        self.stdout.write(f"{said}: {outcome.user.email}")
        if outcome.password:
            self.stdout.write(f"Password: {outcome.password}")
            self.stdout.write(f"Kept until it is changed in: {administrators.password_file()}")


def _check_address(email: str) -> None:
    if not email:
        return
    try:
        validate_email(email)
    except ValidationError as error:
        raise CommandError(
            f"LEPTON_ADMIN_EMAIL is '{email}', which is not an e-mail address. "
            "Correct it or leave it out."
        ) from error
