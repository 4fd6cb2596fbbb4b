"""What can happen to plugins."""

from __future__ import annotations

from apps.core.catalogue import EventKind
from apps.core.messages import mark

KINDS = (
    EventKind("plugins.settings.changed", mark("Settings of a plugin changed")),
    EventKind("plugins.plugin.uninstalled", mark("Plugin uninstalled")),
)
