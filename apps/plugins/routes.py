"""Pages and API routes of plugins, registered while they load and joined to the site's addresses.

A page is at ``/projects/{project}/plugins/{plugin}/…`` and is reversed as ``plugin-{plugin}:name``;
an API route is at ``/api/v1/projects/{project}/plugins/{plugin}/…``.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, include, path

from apps.core.registry import Registry
from apps.plugins.entries import PluginState, entry_of_owner, known


@dataclass(frozen=True)
class PluginRoute:
    """``pattern`` is relative to the plugin's own part of the addresses."""

    plugin: str
    pattern: URLPattern


pages: Registry[PluginRoute] = Registry("page")
api_routes: Registry[PluginRoute] = Registry("API route")


def namespace(plugin: str) -> str:
    return f"plugin-{plugin}"


def page_urls() -> list[URLResolver]:
    """What stands below ``/projects/{project}/plugins/``."""
    return _urls(pages)


def api_urls() -> list[URLResolver]:
    """What stands below ``/api/v1/projects/{project}/plugins/``."""
    return _urls(api_routes)


def _urls(routes: Registry[PluginRoute]) -> list[URLResolver]:
    found: dict[str, list[URLPattern]] = {}
    for owner, route in routes.owned():
        entry = entry_of_owner(owner)
        if entry is not None and entry.state is PluginState.ACTIVE:
            found.setdefault(route.plugin, []).append(route.pattern)
    return [
        path(f"{key}/", include((patterns, namespace(key))))
        for key, patterns in found.items()
        if key in known
    ]
