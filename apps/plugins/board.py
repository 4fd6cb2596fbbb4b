"""Tells the rooms what is there of each plugin, and keeps the errors in their code."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from apps.core.extensions import Kind
from apps.plugins.domain import faults, switches
from apps.plugins.entries import PluginState, entry_of_owner


class PluginBoard:
    """``apps.core.extensions.Board``: what belongs to no plugin is the site's and always on."""

    def is_on(self, owner: str, project: Any) -> bool:
        entry = entry_of_owner(owner)
        if entry is None:
            return True
        if project is None:
            return entry.state is PluginState.ACTIVE
        return switches.is_on(entry, project)

    def title(self, owner: str) -> str:
        entry = entry_of_owner(owner)
        return str(entry.title) if entry else ""

    def failed(self, owner: str, kind: Kind, name: str, error: Exception) -> None:
        entry = entry_of_owner(owner)
        if entry is None:
            return
        faults.record(entry, kind, name, error)
        if settings.LEPTON_STRICT:
            raise error
