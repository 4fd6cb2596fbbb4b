"""``manage.py base_model list|add|remove``: the base models that text engines learn from."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.core.messages import Num
from apps.core.rendering import number
from apps.engines.base_models import adding, listing
from apps.engines.base_models.listing import BaseFacts
from apps.engines.builtin.text import bases
from apps.modelhub.domain.bases import resting_on


class Command(BaseCommand):
    help = "List, add and remove base models (safetensors only; no code of their own)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        do = parser.add_subparsers(dest="do", required=True)
        do.add_parser("list", help="what is here, and why what cannot be used cannot")
        add = do.add_parser("add", help="copy a model into LEPTON_TEXT_MODELS")
        add.add_argument("source", help="a folder, or hub:NAME or hub:NAME@REVISION")
        add.add_argument("--as", dest="name", default="", help="what it is called here")
        remove = do.add_parser("remove", help="delete a model from LEPTON_TEXT_MODELS")
        remove.add_argument("name", help="its name, as listed")
        remove.add_argument("--force", action="store_true", help="even if models rest on it")

    def handle(self, *_args: Any, do: str, **options: Any) -> None:
        if do == "list":
            self._list()
        elif do == "add":
            self._add(options["source"], options["name"])
        else:
            self._remove(options["name"], force=options["force"])

    def _list(self) -> None:
        found = listing.listed()
        for base in found:
            self.stdout.write(_line(base))
            for problem in base.problems:
                self.stdout.write(f"  cannot be used: {problem}")
            if base.added:
                revision = f" at {base.added.revision}" if base.added.revision else ""
                self.stdout.write(f"  from {base.added.source}{revision}, {base.added.added_at}")
        if not found:
            packages = " or ".join(listing.PACKAGES.values())
            self.stdout.write(
                f"There are no base models here. Install {packages}, or add a folder or a model of"
                " the hub with 'base_model add'."
            )

    def _add(self, source: str, name: str) -> None:
        try:
            added = adding.add(source, _root(), name)
        except adding.NotAdded as refused:
            raise CommandError(f"Nothing was added. {refused}") from refused
        facts = listing.of_folder(added.path)
        self.stdout.write(f"Added. {_line(facts)}")
        if not facts.licence:
            self.stdout.write("Its licence is not stated: make sure that you may use it.")
        if not added.proven:
            self.stdout.write("It was not loaded for a test: the models extra is not installed.")

    def _remove(self, name: str, *, force: bool) -> None:
        wanted = name.removeprefix(bases.FOLDER)
        path = bases.folder_of(f"{bases.FOLDER}{wanted}")
        if path is None:
            package = listing.PACKAGES.get(wanted)
            if package and bases.find(wanted):
                raise CommandError(
                    f"'{wanted}' comes with the package {package}: pip uninstall {package}."
                )
            raise CommandError(f"There is no base model '{wanted}' in {_root()}.")
        resting = resting_on(f"{bases.FOLDER}{wanted}")
        if resting and not force:
            raise CommandError(
                f"{resting} model{' rests' if resting == 1 else 's rest'} on '{wanted}' and could"
                " not answer without it. Nothing was removed; --force removes it all the same."
            )
        try:
            adding.remove(path)
        except OSError as error:
            raise CommandError(f"'{wanted}' cannot be removed: {error.strerror}.") from error
        self.stdout.write(f"'{wanted}' is removed.")


def _root() -> Path:
    """The administrator's folder, made when something is first put there."""
    root = bases.folder()
    if root is None:
        raise CommandError("LEPTON_TEXT_MODELS names no folder.")
    return root


def _line(base: BaseFacts) -> str:
    """'folder:tiny: bert, 12,345 parameters, 1.2 MB, en, MIT'."""
    numbers = [] if base.parameters is None else [f"{base.parameters:,} parameters"]
    parts = [
        base.architecture or "unknown kind",
        *numbers,
        number(Num(value=float(base.bytes), style="bytes")),
        ", ".join(base.languages) or "languages not stated",
        base.licence or "licence not stated",
    ]
    return f"{base.id}: {', '.join(parts)}"
