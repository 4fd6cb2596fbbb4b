"""What a plugin is to the loader: a Django app whose configuration is a :class:`PluginBase`.

Plugins themselves subclass ``apps.sdk.LeptonPlugin``, which adds what they may register. A package
offers one by an entry point, whose name is the plugin's key::

    [project.entry-points."lepton.plugins"]
    weather = "lepton_weather.apps:Weather"

and the site loads those that ``LEPTON_PLUGINS`` names, in its order.
"""

from __future__ import annotations

import importlib
import logging
import pkgutil
from collections.abc import Callable, Mapping
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.utils.module_loading import module_has_submodule

from apps.core.messages import msg
from apps.core.registry import forget_everywhere
from apps.engines import registry as engines
from apps.plugins import own_templates
from apps.plugins.entries import PluginEntry, entry_of, inactive

logger = logging.getLogger(__name__)

# Raised when the contract changes so that plugins made for it before no longer work.
API_VERSION = 1

# Django and Celery import these by themselves, later, where an error would stop the site.
_IMPORTED_UNASKED = ("admin", "tasks", "templatetags", "migrations")


class PluginError(Exception):
    """In strict mode: a plugin that is asked for cannot be loaded."""


class PluginBase(AppConfig):
    """Base of a plugin's configuration. Its module, like every ``apps.py``, imports no models.

    ``name`` is the plugin's package, ``verbose_name`` its title. ``ready`` registers what the
    plugin adds. An error there, in its models, its templates or in what Django imports of it makes
    this plugin broken and takes it out again.
    """

    version: str = ""
    author: str = ""
    description: str = ""
    api_version: int = 0  # the API_VERSION that it is written for; there is no default
    requires_plugins: tuple[str, ...] = ()  # keys of plugins that LEPTON_PLUGINS names before it
    on_by_default: bool = False  # in projects whose owners have not chosen
    settings_schema: Mapping[str, Any] | None = None  # JSON schema (2020-12) of its settings
    project_settings: tuple[str, ...] = ()  # those of them that owners may set for a project
    queues: tuple[str, ...] = ()  # Celery queues: its key, or names that begin with key and dot

    def __init__(self, app_name: str, app_module: Any) -> None:
        super().__init__(app_name, app_module)
        # On the instance, so that classes in between may override and call super() as usual.
        self.import_models = self._guarded(self.import_models)  # type: ignore[method-assign]
        self.ready = self._guarded(self.ready, self._read_the_rest)  # type: ignore[method-assign]

    def _guarded(self, *steps: Callable[[], Any]) -> Callable[[], None]:
        def run() -> None:
            entry = entry_of(f"{type(self).__module__}.{type(self).__qualname__}")
            try:
                if _may_go_on(self, entry):
                    for step in reversed(steps):
                        step()
                    return
            except (Exception, SystemExit) as error:
                if entry is None or settings.LEPTON_STRICT:
                    raise
                entry.fail(error, self.name)
                logger.error("plugin '%s' is broken:\n%s", entry.key, entry.error)
            self._withdraw()

        return run

    def _read_the_rest(self) -> None:
        self._import_the_rest()
        own_templates.compile_all(self)

    def _import_the_rest(self) -> None:
        for name in _IMPORTED_UNASKED:
            if not module_has_submodule(self.module, name):
                continue
            module = importlib.import_module(f"{self.name}.{name}")
            for found in pkgutil.iter_modules(getattr(module, "__path__", ())):
                importlib.import_module(f"{module.__name__}.{found.name}")

    def _withdraw(self) -> None:
        """Take the app out of Django: no templates, tags, tables, commands or tasks of it.

        A new dictionary, because Django is walking through the old one.
        """
        kept = {label: config for label, config in apps.app_configs.items() if config != self}
        apps.app_configs = kept
        _unregister_pages(self.label)
        apps.all_models.pop(self.label, None)
        apps.clear_cache()
        if apps.models_ready:
            for model in apps.get_models(include_auto_created=True):
                model._meta._expire_cache()  # type: ignore[attr-defined]
        forget_everywhere(self.name)
        for engine in engines.entries():
            if engine.owner == self.name:
                engines.unregister(engine.key)


def _may_go_on(plugin: PluginBase, entry: PluginEntry | None) -> bool:
    """False where a plugin that this one needs has turned out broken meanwhile."""
    if entry is None:
        return True
    if missing := inactive(tuple(plugin.requires_plugins)):
        entry.refuse(msg("It needs plugins that are not active: {names}.", names=missing))
        return False
    return True


def _unregister_pages(label: str) -> None:
    """Pages of the admin panel that its ``admin.py`` made before the error."""
    from django.contrib import admin  # not before the apps are loaded

    for model in list(getattr(admin.site, "_registry", ())):
        if model._meta.app_label == label:
            admin.site.unregister(model)
