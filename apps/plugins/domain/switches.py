"""Which plugins are on in a project. The answer is on the project's row: it costs no query."""

from __future__ import annotations

from typing import Any

from apps.plugins.entries import PluginEntry, PluginState, active, known


def is_on(entry: PluginEntry, project: Any) -> bool:
    """Active on this site and switched on in ``project``, with everything that it requires."""
    if entry.state is not PluginState.ACTIVE:
        return False
    chosen = project.plugin_switches.get(entry.key, entry.on_by_default)
    return bool(chosen) and all(is_on(known[key], project) for key in entry.requires)


def missing_for(entry: PluginEntry, project: Any) -> list[PluginEntry]:
    """What has to be switched on before this one."""
    return [known[key] for key in entry.requires if not is_on(known[key], project)]


def resting_on(entry: PluginEntry, project: Any) -> list[PluginEntry]:
    """What is on in the project and needs this one."""
    return [other for other in active() if entry.key in other.requires and is_on(other, project)]
