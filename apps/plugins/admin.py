"""Plugins on the panel's page 'Engines and plugins': how each stands, and in full why."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.accounts.panel.figures import Figure, figures
from apps.core.rendering import render
from apps.engines.admin import Item, Section, sections
from apps.plugins.entries import PluginEntry, PluginState, entries

LOOKS: dict[PluginState, tuple[Any, str]] = {
    PluginState.ACTIVE: (_("Active"), "success"),
    PluginState.DISABLED: (_("Not switched on"), "info"),
    PluginState.INCOMPATIBLE: (_("Does not fit this site"), "warning"),
    PluginState.BROKEN: (_("Broken"), "danger"),
}


def _items() -> list[Item]:
    return [_item(entry) for entry in entries()]


def _item(entry: PluginEntry) -> Item:
    label, tone = LOOKS[entry.state]
    facts = [entry.key, entry.version]
    if entry.distribution:
        facts.append(gettext("from {package}").format(package=entry.distribution))
    if entry.author:
        facts.append(gettext("by {author}").format(author=entry.author))
    shown = tuple(fact for fact in facts if fact)
    return Item(entry.title, label, tone, shown, note=_note(entry), error=entry.error)


def _note(entry: PluginEntry) -> str:
    if entry.reason:
        return render(entry.reason)
    if entry.state is PluginState.DISABLED:
        add = gettext("To switch it on, add {key} to LEPTON_PLUGINS and start the site again.")
        return f"{entry.description} {add.format(key=entry.key)}".strip()
    return entry.description


def _figures() -> list[Figure]:
    states = [entry.state for entry in entries()]
    if not states:
        return []
    failed = sum(state in (PluginState.BROKEN, PluginState.INCOMPATIBLE) for state in states)
    note = gettext("{count} cannot be loaded").format(count=failed) if failed else ""
    active = f"{states.count(PluginState.ACTIVE)} / {len(states)}"
    return [Figure(_("Plugins active"), active, note, "admin:engines", order=81)]


sections.register(
    "plugins",
    Section(
        _("Plugins"),
        _(
            "A plugin adds pages, engines and more. Those that LEPTON_PLUGINS names are loaded "
            "when the site starts; one that cannot be loaded is shown here with its error and "
            "harms no other."
        ),
        _("No plugin is installed."),
        _items,
    ),
    owner="apps.plugins",
)
figures.register("plugins", _figures, owner="apps.plugins")
