"""After a change of SECRET_KEY: encrypt keys of second factors and other secrets anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.core.sealing import renewers


class Command(BaseCommand):
    help = (
        "Encrypt every key of a second factor, and what else is sealed, anew under today's "
        "SECRET_KEY; afterwards the old key may leave SECRET_KEY_FALLBACKS."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        counts = [renew() for renew in renewers]
        renewed, unreadable = (sum(column) for column in zip(*counts, strict=True))
        self.stdout.write(f"{renewed} renewed")
        if unreadable:
            raise CommandError(
                f"{unreadable} cannot be read with SECRET_KEY or SECRET_KEY_FALLBACKS. Add the key "
                "that they were made with and run this again, or reset those second factors and "
                "type those secrets again."
            )
