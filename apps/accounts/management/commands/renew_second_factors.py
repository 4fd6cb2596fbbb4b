"""After a change of SECRET_KEY: encrypt the keys of second factors anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.accounts.second_factor import renew


class Command(BaseCommand):
    help = (
        "Encrypt every key of a second factor anew under today's SECRET_KEY; afterwards the old "
        "key may leave SECRET_KEY_FALLBACKS."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        renewed, unreadable = renew()
        self.stdout.write(f"{renewed} renewed")
        if unreadable:
            raise CommandError(
                f"{unreadable} cannot be read with SECRET_KEY or SECRET_KEY_FALLBACKS. Add the key "
                "that they were made with and run this again, or reset those second factors."
            )
