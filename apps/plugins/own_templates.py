"""A plugin's templates are read while it loads: a mistake in one is told then, not to a reader."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

from django.apps import AppConfig, apps
from django.conf import settings
from django.template import Engine, Origin, Template


def compile_all(plugin: AppConfig) -> None:
    """Raises what Django raises for the first template that cannot be read."""
    folder = Path(plugin.path) / "templates"
    files = sorted(path for path in folder.rglob("*") if path.suffix in {".html", ".txt"})
    if not files:
        return
    engine = _engine(plugin)
    for file in files:
        name = str(file.relative_to(folder))
        try:
            Template(file.read_text(encoding="utf-8"), Origin(str(file), name), name, engine)
        except Exception as error:
            error.add_note(f"in the template {file}")
            raise


def _engine(plugin: AppConfig) -> Engine:
    """The site's own, with the tags of the site and of this plugin: another's may be broken."""
    options = settings.TEMPLATES[0]["OPTIONS"]
    libraries = {
        name: module for package in _tag_packages(plugin) for name, module in _modules(package)
    }
    return Engine(builtins=options.get("builtins", []), libraries=libraries)


def _tag_packages(plugin: AppConfig) -> list[str]:
    from apps.plugins.entries import entry_of_owner  # the contract imports this module

    kept = [one for one in apps.get_app_configs() if one == plugin or not entry_of_owner(one.name)]
    return ["django", *(one.name for one in kept)]


def _modules(package: str) -> list[tuple[str, str]]:
    try:
        folder = importlib.import_module(f"{package}.templatetags")
    except ModuleNotFoundError as error:
        if error.name not in {f"{package}.templatetags", package}:
            raise
        return []
    found = pkgutil.iter_modules(getattr(folder, "__path__", ()))
    names = [(module.name, f"{folder.__name__}.{module.name}") for module in found]
    # Some modules beside the libraries are none: they register no tag.
    return [pair for pair in names if hasattr(importlib.import_module(pair[1]), "register")]
