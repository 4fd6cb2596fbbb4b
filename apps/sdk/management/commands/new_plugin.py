"""``manage.py new_plugin weather`` writes a plugin that works, with tests that pass."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.core.management.templates import TemplateCommand

SKELETON = Path(__file__).resolve().parents[2] / "skeleton"
NAME = re.compile(r"[a-z][a-z0-9_]{1,29}")


class Command(TemplateCommand):
    help = "Writes the skeleton of a plugin: a package with an engine, a page and tests."
    rewrite_template_suffixes = ((".py-tpl", ".py"), (".toml-tpl", ".toml"), (".md-tpl", ".md"))

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the plugin's key, e.g. weather")
        parser.add_argument("--dir", default=".", help="where to make the folder lepton-NAME")

    def handle(self, name: str, **options: Any) -> None:  # type: ignore[override]
        folder = Path(options["dir"]).resolve() / f"lepton-{name}"
        self.validate_name(name)
        if folder.exists():
            raise CommandError(f"{folder} is there already. Choose another name or folder.")
        try:
            folder.mkdir(parents=True)
        except OSError as error:
            raise CommandError(f"{folder} cannot be made: {error.strerror}.") from error
        written = {
            "template": str(SKELETON), "extensions": ["py", "toml", "md"], "files": [],
            "exclude": [],
        }  # fmt: skip
        super().handle("plugin", name, str(folder), **{**options, **written})
        self.stdout.write(f"Written to {folder}. What to do with it: docs/plugins.md")

    def validate_name(self, name: str | None, name_or_dir: str = "name") -> None:
        if not NAME.fullmatch(name or ""):
            raise CommandError(
                f"'{name}' cannot be a plugin's name. Use small letters, digits and underscores,"
                " beginning with a letter: 2 to 30 characters."
            )
