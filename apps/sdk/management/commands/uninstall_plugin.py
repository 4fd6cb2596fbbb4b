"""``manage.py uninstall_plugin KEY``: its tables, settings and switches; never the audit trail."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.core.backup import leftover
from apps.sdk.removal import Removal, RemovalRefused, carry_out, plan


class Command(BaseCommand):
    help = "Removes what a plugin has stored. The audit trail and results of runs stay."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key", help="the plugin's key, as in LEPTON_PLUGINS")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would go, remove nothing"
        )
        parser.add_argument("--yes", action="store_true", help="do not ask")
        parser.add_argument(
            "--rows-only", action="store_true",
            help="leave tables alone: for a plugin that cannot be loaded any more",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        key = options["key"]
        try:
            removal = plan(key, rows_only=options["rows_only"])
        except RemovalRefused as refused:
            raise CommandError(str(refused)) from refused
        self._say(removal)
        if options["dry_run"]:
            self.stdout.write("Nothing was removed.")
            return
        if not options["yes"] and input(f"Type {key} to remove it: ").strip() != key:
            raise CommandError("Nothing was removed.")
        carry_out(removal)
        if options["rows_only"]:
            self._say_what_tables_mean(key)
        else:
            self.stdout.write(
                f"'{key}' is removed. Take it out of LEPTON_PLUGINS, restart web and workers, then"
                " uninstall its package."
            )

    def _say_what_tables_mean(self, key: str) -> None:
        """Which tables are the plugin's cannot be told from its key, so they are not dropped."""
        self.stdout.write(
            f"Settings, switches and errors of '{key}' are removed; its tables stay. As long as"
            " they hold rows and the plugin is not loaded, each backup must leave them out by"
            " name: manage.py backup FILE --without APP."
        )
        for app, held in leftover.find().items():
            if held:
                self.stdout.write(f"  not loaded, with rows: {app} ({', '.join(held)})")

    def _say(self, removal: Removal) -> None:
        for title, found in (("Goes:", removal.goes), ("Stays:", removal.stays)):
            self.stdout.write(title)
            for what, count in found:
                self.stdout.write(f"  {what}: {count} row{'' if count == 1 else 's'}")
