"""Finds plugins and says which Django apps they add. Runs while the settings are read.

Nothing here needs Django's apps or settings. A plugin that cannot be loaded is listed with the
reason, and the others and the site start without it, unless the mode is strict.
"""

from __future__ import annotations

import importlib
import logging
import re
from collections.abc import Iterable, Sequence
from importlib.metadata import EntryPoint, PackageMetadata, entry_points
from itertools import takewhile
from typing import Any

from django.apps import AppConfig
from django.utils.functional import Promise

from apps.core.messages import msg
from apps.plugins import requirements, schema
from apps.plugins.contract import API_VERSION, PluginBase, PluginError
from apps.plugins.entries import Fault, PluginEntry, PluginState, known

logger = logging.getLogger(__name__)
GROUP = "lepton.plugins"
KEY = re.compile(r"[a-z][a-z0-9_-]{0,39}")  # it stands in addresses, names of queues and events


def with_plugins(installed: Sequence[str], allowed: Iterable[str], *, strict: bool) -> list[str]:
    """``installed`` with the plugins that ``allowed`` names, in its order.

    They come after the site's own rooms, on which they build, and before the packages that look
    at all apps (the admin panel). Raises :class:`PluginError` in strict mode.
    """
    known.clear()
    found = _discover()
    labels = {app.rpartition(".")[2] for app in installed} | {"admin", "unfold"}
    for key in dict.fromkeys(name.strip() for name in allowed if name.strip()):
        entry = known[key] = _listed(key, found.get(key, []))
        _load(entry, found.get(key, []), labels, strict=strict)
    added = [entry.target for entry in requirements.settled(list(known.values()))]
    if strict and (refused := _refused()):
        raise PluginError(f"plugin '{refused.key}' is incompatible: {refused.reason}")
    for key in sorted(found.keys() - known.keys()):
        known[key] = _listed(key, found[key])
    rooms = _end_of_rooms(installed)
    return [*installed[:rooms], *added, *installed[rooms:]]


def _end_of_rooms(installed: Sequence[str]) -> int:
    """The place behind the rooms, which stand together; a package may stand before them."""
    first = next((i for i, app in enumerate(installed) if app.startswith("apps.")), 0)
    rooms = takewhile(lambda app: app.startswith("apps."), installed[first:])
    return first + len(list(rooms))


def _discover() -> dict[str, list[EntryPoint]]:
    """Entry points by name. More than one of a name is for ``_load`` to refuse."""
    found: dict[str, list[EntryPoint]] = {}
    for point in entry_points(group=GROUP):
        found.setdefault(point.name, []).append(point)
    return found


def _listed(key: str, points: list[EntryPoint]) -> PluginEntry:
    """What can be said of a plugin without importing it."""
    dists = [point.dist for point in points if point.dist]
    entry = PluginEntry(key, ", ".join(dist.name for dist in dists), title=key)
    if len(dists) == 1:
        about = dists[0].metadata
        entry.version = dists[0].version
        entry.author = _field(about, "Author") or _field(about, "Author-email")
        entry.description = _field(about, "Summary")
    return entry


def _field(about: PackageMetadata, name: str) -> str:
    return (about[name] or "") if name in about else ""


def _load(entry: PluginEntry, points: list[EntryPoint], labels: set[str], *, strict: bool) -> None:
    """Import the plugin's class and check it; active when it may be installed."""
    try:
        if not KEY.fullmatch(entry.key):
            raise Fault(
                msg("Its name may have small letters, digits, hyphens and underscores only.")
            )
        if len(points) != 1:
            raise _wrong_count(entry, len(points))
        entry.target = _dotted(points[0])
        plugin = _configuration(entry.target)
        _describe(entry, plugin)
        if plugin.label in labels:
            raise Fault(msg("Another app has the label {label} already.", label=plugin.label))
        entry.state = PluginState.ACTIVE
        _check(entry, plugin)
        labels.add(plugin.label)
    except (Exception, SystemExit) as error:
        entry.fail(error, entry.target)
        logger.error("plugin '%s' is broken: %s\n%s", entry.key, entry.reason or "", entry.error)
        if strict:
            raise PluginError(f"plugin '{entry.key}' is broken: {error}") from error


def _refused() -> PluginEntry | None:
    return next((one for one in known.values() if one.state is PluginState.INCOMPATIBLE), None)


def _wrong_count(entry: PluginEntry, count: int) -> Fault:
    if count:
        names = entry.distribution
        return Fault(msg("Several packages offer a plugin of this name: {names}.", names=names))
    return Fault(
        msg("LEPTON_PLUGINS names it, but no installed package has a plugin of this name.")
    )


def _dotted(point: EntryPoint) -> str:
    """'package.apps:Class' and 'package.apps.Class' alike."""
    return point.value.partition("[")[0].strip().replace(":", ".").replace(" ", "")


def _configuration(target: str) -> PluginBase:
    """What Django will make of it, with Django's own checks of name, path and label."""
    module, _dot, name = target.rpartition(".")
    plugin_class = getattr(importlib.import_module(module), name)
    if not (isinstance(plugin_class, type) and issubclass(plugin_class, PluginBase)):
        raise Fault(msg("{target} is no subclass of LeptonPlugin.", target=target))
    plugin = AppConfig.create(target)
    assert isinstance(plugin, PluginBase)  # noqa: S101 - tells the type; checked above
    return plugin


def _describe(entry: PluginEntry, plugin: PluginBase) -> None:
    """The plugin's own words win over its distribution's."""
    entry.package, entry.label = plugin.name, plugin.label
    entry.title = _said(plugin.verbose_name, entry.key)
    entry.version = str(plugin.version or entry.version)
    entry.author = str(plugin.author or entry.author)
    entry.description = _said(plugin.description, entry.description)


def _said(words: Any, otherwise: str) -> Any:
    """Words for people; lazy ones stay so, because no language is known yet."""
    return words if isinstance(words, Promise) else str(words or otherwise)


def _check(entry: PluginEntry, plugin: PluginBase) -> None:
    """Whether the site has what it is made for, and whether what it declares can be used."""
    if repr(plugin.api_version) != repr(API_VERSION):
        entry.refuse(
            msg(
                "It is written for version {theirs} of the plugin contract; this site has"
                " version {ours}.",
                theirs=repr(plugin.api_version),
                ours=str(API_VERSION),
            )
        )
        return
    entry.requires = tuple(plugin.requires_plugins)
    entry.on_by_default = bool(plugin.on_by_default)
    entry.queues = _own_queues(entry, tuple(plugin.queues))
    entry.project_settings = tuple(plugin.project_settings)
    entry.settings_schema = plugin.settings_schema
    if entry.settings_schema is not None:
        schema.check(entry.settings_schema, entry.project_settings)


def _own_queues(entry: PluginEntry, queues: tuple[str, ...]) -> tuple[str, ...]:
    for name in queues:
        if name != entry.key and not name.startswith(f"{entry.key}."):
            raise Fault(
                msg(
                    "Its queue {queue} must be called {key}, or begin with {key} and a dot.",
                    queue=name,
                    key=entry.key,
                )
            )
    return queues
