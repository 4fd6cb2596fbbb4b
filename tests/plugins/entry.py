"""A plugin that is listed as active without a package behind it."""

from __future__ import annotations

from typing import Any

from apps.plugins.entries import PluginEntry, PluginState

SCHEMA = {
    "type": "object",
    "required": ["city"],
    "properties": {
        "city": {"type": "string", "title": "City", "minLength": 2},
        "days": {"type": "integer", "title": "Days", "minimum": 1, "maximum": 14, "default": 3},
        "metric": {"type": "boolean", "title": "Metric units", "default": True},
        "level": {"enum": ["low", "high"], "title": "Level"},
        "tags": {"type": "array", "title": "Tags", "items": {"type": "string"}},
        "key": {"type": "string", "title": "Access key", "writeOnly": True},
    },
}


def sample_entry(key: str = "sample", **more: Any) -> PluginEntry:
    """On in every project, with settings that a project may have of its own."""
    values: dict[str, Any] = {
        "package": f"lepton_{key}",
        "label": f"lepton_{key}",
        "title": f"The {key} plugin",
        "version": "1.0",
        "author": "Ada",
        "description": "Weather where the markets are.",
        "state": PluginState.ACTIVE,
        "on_by_default": True,
        "settings_schema": SCHEMA,
        "project_settings": tuple(SCHEMA["properties"]),
    }
    return PluginEntry(key, f"lepton-{key}", **{**values, **more})
