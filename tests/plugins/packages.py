"""Distributions as pip would leave them in a folder: a package and its metadata."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
INSTALLED = Path(__file__).resolve().parent / "installed"

# What a site does: starts, draws a page, answers what the panel would show.
START = """
import json, django
django.setup()
from django.test import Client
from django.apps import apps
from apps.core.rendering import render
from apps.engines import registry
from apps.plugins.entries import entries
page = Client(HTTP_HOST="localhost").get("/accounts/login/")
print(json.dumps({
    "status": page.status_code,
    "titled": b"<title>" in page.content,
    "apps": [config.name for config in apps.get_app_configs()],
    "tables": [model._meta.label for model in apps.get_models()],
    "engines": {entry.key: entry.owner for entry in registry.entries()},
    "plugins": {entry.key: {"state": entry.state, "title": entry.title, "version": entry.version,
                            "author": entry.author, "description": entry.description,
                            "distribution": entry.distribution, "error": entry.error,
                            "reason": render(entry.reason)} for entry in entries()},
}))
"""

CLASS = """
from apps.sdk import LeptonPlugin

class Plugin(LeptonPlugin):
    name = "{package}"
    verbose_name = "The {key} plugin"
    version = "2.5"
    author = "Ada"
    description = "Adds what {key} adds."
    api_version = 1
"""

READY_WITH_ENGINE = """
    def ready(self):
        from apps.engines import registry
        from apps.engines.builtin.least_squares.manifest import ENGINE

        class Mine(type(ENGINE)):
            key = "{key}.engine"

        registry.register(Mine(), owner=self.name)
"""


@dataclass
class Started:
    """How a site started: its exit code, what it wrote, what it said about itself."""

    code: int
    errors: str
    said: dict[str, Any] = field(default_factory=dict)

    def plugin(self, key: str) -> dict[str, Any]:
        return self.said["plugins"][key]


class Site:
    """A folder of installed packages, and a site that sees them."""

    def __init__(self, folder: Path) -> None:
        self.packages = folder / "packages"
        self.var = folder / "var"
        self.packages.mkdir()
        self.var.mkdir()

    def install(
        self, key: str, body: str = "", *, files: dict[str, str] | None = None,
        whole: str | None = None, value: str = "", dist: str = "",
    ) -> str:  # fmt: skip
        """Install distribution ``lepton-<key>``; ``body`` goes into its plugin class."""
        package = f"lepton_{dist or key}"
        values = {"package": f"lepton_{key}" if dist else package, "key": key}
        folder = self.packages / package
        folder.mkdir()
        source = CLASS + body if whole is None else whole
        for name, value_ in values.items():
            source = source.replace(f"{{{name}}}", value_)
        wanted = {"__init__.py": "", "apps.py": source, **(files or {})}
        for name, text in wanted.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(dedent(text), encoding="utf-8")
        info = self.packages / f"{package}-2.4.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: lepton-{dist or key}\nVersion: 2.4\n"
            "Author: Grace\nSummary: From the metadata\n",
            encoding="utf-8",
        )
        (info / "entry_points.txt").write_text(
            f"[lepton.plugins]\n{key} = {value or f'{package}.apps:Plugin'}\n", encoding="utf-8"
        )
        return package

    def start(self, *allowed: str, strict: bool = False, code: str = START) -> Started:
        script = self.var / "start.py"
        script.write_text(code, encoding="utf-8")
        run = subprocess.run(
            [sys.executable, "-W", "ignore", str(script)],
            env=environment(
                self.packages, DJANGO_SETTINGS_MODULE="tests.settings",
                LEPTON_TEST_VAR=str(self.var), LEPTON_PLUGINS=",".join(allowed),
                LEPTON_STRICT="1" if strict else "0", DATABASE_URL="",
            ),
            cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        said = json.loads(run.stdout.splitlines()[-1]) if run.returncode == 0 else {}
        return Started(run.returncode, run.stderr, said)


def environment(*packages: Path, **more: str) -> dict[str, str]:
    """That of another process: it sees these folders of packages, and nothing of this test run.

    On a server database it gets one of its own. An empty value takes a variable away.
    """
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    path = os.pathsep.join([str(ROOT), *map(str, packages)])
    url = os.environ.get("DATABASE_URL", "")
    database = {"DATABASE_URL": f"{url}_inside" if url else ""}
    wanted = {**kept, "PYTHONPATH": path, **database, **more}
    return {name: value for name, value in wanted.items() if value}


OURS = {
    "DJANGO_SETTINGS_MODULE", "PYTEST_XDIST_WORKER", "PYTEST_ADDOPTS", "PYTEST_CURRENT_TEST",
    "LEPTON_VAR", "LEPTON_STRICT", "LEPTON_PLUGINS",
}  # fmt: skip
