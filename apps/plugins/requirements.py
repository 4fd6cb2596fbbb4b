"""Which plugins have what they require: others, active and named before them."""

from __future__ import annotations

from apps.core.messages import msg
from apps.plugins.entries import PluginEntry, PluginState


def settled(entries: list[PluginEntry]) -> list[PluginEntry]:
    """The active ones whose requirements are met, in order; the others are refused with a reason.

    What a refused one would have given is missing for those after it, so they are refused as well.
    """
    by_key = {entry.key: entry for entry in entries}
    ready: dict[str, PluginEntry] = {}
    for entry in entries:
        if entry.state is not PluginState.ACTIVE:
            continue
        if circle := _circle(entry, by_key):
            entry.refuse(
                msg("These plugins require one another: {circle}.", circle=" → ".join(circle))
            )
        elif missing := [key for key in entry.requires if key not in ready]:
            entry.refuse(
                msg(
                    "It needs plugins that are not active: {names}. Install them and name them"
                    " before it in LEPTON_PLUGINS.",
                    names=missing,
                )
            )
        else:
            ready[entry.key] = entry
    return list(ready.values())


def _circle(entry: PluginEntry, by_key: dict[str, PluginEntry]) -> list[str]:
    """The way from the plugin back to itself, or nothing."""
    ways = [[entry.key]]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        last = by_key.get(way[-1])
        for key in last.requires if last else ():
            if key == entry.key:
                return [*way, key]
            if key not in seen:
                seen.add(key)
                ways.append([*way, key])
    return []
