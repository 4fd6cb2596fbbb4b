"""Finds plugins and says which Django apps they add. Runs while the settings are read.

Nothing here needs Django's apps or settings. A plugin that cannot be loaded is listed with the
reason, and the others and the site start without it, unless the mode is strict.
"""

from __future__ import annotations

import importlib
import logging
from collections.abc import Iterable, Sequence
from importlib.metadata import EntryPoint, PackageMetadata, entry_points

from django.apps import AppConfig

from apps.core.messages import msg
from apps.plugins.contract import API_VERSION, LeptonPlugin, PluginError
from apps.plugins.entries import Fault, PluginEntry, PluginState, inactive, known

logger = logging.getLogger(__name__)
GROUP = "lepton.plugins"


def with_plugins(installed: Sequence[str], allowed: Iterable[str], *, strict: bool) -> list[str]:
    """``installed`` with the plugins that ``allowed`` names, in its order.

    They come after the site's own rooms, on which they build, and before the packages that look
    at all apps (the admin panel). Raises :class:`PluginError` in strict mode.
    """
    known.clear()
    found = _discover()
    labels = {app.rpartition(".")[2] for app in installed} | {"admin", "unfold"}
    added = []
    for key in dict.fromkeys(name.strip() for name in allowed if name.strip()):
        entry = known[key] = _listed(key, found.get(key, []))
        if _load(entry, found.get(key, []), labels, strict=strict):
            added.append(entry.target)
    for key in sorted(found.keys() - known.keys()):
        known[key] = _listed(key, found[key])
    rooms = next((i for i, app in enumerate(installed) if not app.startswith("apps.")), 0)
    return [*installed[:rooms], *added, *installed[rooms:]]


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


def _load(entry: PluginEntry, points: list[EntryPoint], labels: set[str], *, strict: bool) -> bool:
    """Import the plugin's class and check it; True when it may be installed."""
    try:
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
    if strict and entry.state is PluginState.INCOMPATIBLE:
        raise PluginError(f"plugin '{entry.key}' is incompatible: {entry.reason}")
    return entry.state is PluginState.ACTIVE


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


def _configuration(target: str) -> LeptonPlugin:
    """What Django will make of it, with Django's own checks of name, path and label."""
    module, _dot, name = target.rpartition(".")
    plugin_class = getattr(importlib.import_module(module), name)
    if not (isinstance(plugin_class, type) and issubclass(plugin_class, LeptonPlugin)):
        raise Fault(msg("{target} is no subclass of LeptonPlugin.", target=target))
    plugin = AppConfig.create(target)
    assert isinstance(plugin, LeptonPlugin)  # noqa: S101 - tells the type; checked above
    return plugin


def _describe(entry: PluginEntry, plugin: LeptonPlugin) -> None:
    """The plugin's own words win over its distribution's."""
    entry.title = str(plugin.verbose_name)
    entry.version = str(plugin.version or entry.version)
    entry.author = str(plugin.author or entry.author)
    entry.description = str(plugin.description or entry.description)


def _check(entry: PluginEntry, plugin: LeptonPlugin) -> None:
    if repr(plugin.api_version) != repr(API_VERSION):
        entry.refuse(
            msg(
                "It is written for version {theirs} of the plugin contract; this site has"
                " version {ours}.",
                theirs=repr(plugin.api_version),
                ours=str(API_VERSION),
            )
        )
    elif missing := inactive(tuple(plugin.requires_plugins)):
        entry.refuse(
            msg(
                "It needs plugins that are not active: {names}. Install them and name them before"
                " it in LEPTON_PLUGINS.",
                names=missing,
            )
        )
