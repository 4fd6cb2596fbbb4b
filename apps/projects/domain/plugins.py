"""Switching plugins on and off in a project, and setting what they leave to it. For owners."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from apps.core.happenings import report
from apps.core.messages import msg
from apps.plugins.domain import settings as stored
from apps.plugins.domain import switches
from apps.plugins.entries import PluginEntry, active, active_entry
from apps.projects.access import membership_of, require
from apps.projects.domain.changes import locked
from apps.projects.domain.errors import Refused
from apps.projects.models import Project, Role


@dataclass(frozen=True)
class Choice:
    """A plugin as an owner sees it."""

    entry: PluginEntry
    is_on: bool
    needs: list[str]  # titles of plugins to switch on first
    has_settings: bool


def choices(project: Project) -> list[Choice]:
    """Every plugin that this site offers, in the site's order."""
    return [
        Choice(
            entry,
            switches.is_on(entry, project),
            [str(other.title) for other in switches.missing_for(entry, project)],
            bool(entry.project_settings),
        )
        for entry in active()
    ]


def find(project: Project, key: str) -> PluginEntry | None:
    """A plugin of the site that is on here."""
    entry = active_entry(key)
    return entry if entry and switches.is_on(entry, project) else None


@transaction.atomic
def switch(project: Project, actor: Any, entry: PluginEntry, *, on: bool) -> bool:
    """Switch a plugin on or off (owner); False if it was so already. Raises :class:`Refused`."""
    require(membership_of(actor, project.pk), Role.OWNER)
    row = locked(project)
    if switches.is_on(entry, row) == on:
        return False
    if on and (missing := switches.missing_for(entry, row)):
        raise Refused(msg("Switch on first: {names}.", names=[str(one.title) for one in missing]))
    if not on and (resting := switches.resting_on(entry, row)):
        raise Refused(
            msg(
                "Switch off first what needs it: {names}.",
                names=[str(one.title) for one in resting],
            )
        )
    # Not through save(): the page of settings, open elsewhere, has not become stale by this.
    changed = {**row.plugin_switches, entry.key: on}
    Project.objects.filter(pk=row.pk).update(plugin_switches=changed)
    project.plugin_switches = changed
    told = {"actor": actor, "project_id": project.pk, "subject": project}
    if on:
        report("projects.plugin.switched_on", plugin=entry.key, version=entry.version, **told)
    else:
        report("projects.plugin.switched_off", plugin=entry.key, version=entry.version, **told)
    return True


def save_settings(
    project: Project, actor: Any, entry: PluginEntry, values: Mapping[str, Any], clear: list[str]
) -> list[str]:
    """Store what the project sets of its own (owner); the names of what changed."""
    require(membership_of(actor, project.pk), Role.OWNER)
    return stored.save(entry, values, actor=actor, project_id=project.pk, clear=clear)
