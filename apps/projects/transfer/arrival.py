"""What becomes of a project's own row, and of its plugins' settings, on their way in."""

from __future__ import annotations

from typing import Any

from apps.core.backup.container import ArchiveError
from apps.core.messages import msg
from apps.plugins.domain.settings import without_secrets
from apps.projects.domain.administration import QUOTAS


def project(values: dict[str, Any]) -> dict[str, Any]:
    """Quotas stay behind: how much a project may use, this site's administrators decide."""
    switches = values.get("plugin_switches", {})
    if not isinstance(switches, dict) or not all(isinstance(on, bool) for on in switches.values()):
        raise _unreadable("projects.Project.plugin_switches")
    return {**values, **dict.fromkeys(QUOTAS)}


def plugin_settings(values: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(values["values"], dict):
        raise _unreadable("plugins.PluginSettings.values")
    return without_secrets(values)


def _unreadable(column: str) -> ArchiveError:
    return ArchiveError(
        msg("The archive holds what this release cannot read: {detail}", detail=column)
    )
