"""What a plugin has registered, for administrators and for its removal."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core.registry import Registry
from apps.engines import registry as engines
from apps.plugins.entries import PluginEntry

# apps.core.extensions.Kind → what people call it.
KINDS: dict[str, Any] = {
    "navigation": _("Side bar"),
    "slot": _("Part of a page"),
    "card": _("Overview card"),
    "gate": _("Gate check"),
    "fact": _("Market fact"),
    "page": _("Page"),
    "api": _("API route"),
    "receiver": _("Receiver of events"),
    "task": _("Background task"),
}
_WORDS: dict[str, Any] = {
    "navigation item": KINDS["navigation"],
    "slot part": KINDS["slot"],
    "overview card": KINDS["card"],
    "gate check": KINDS["gate"],
    "market fact source": KINDS["fact"],
    "page": KINDS["page"],
    "API route": KINDS["api"],
    "event kind": _("Kind of event"),
    "receiver": KINDS["receiver"],
}


def added_by(entry: PluginEntry) -> list[tuple[Any, list[str]]]:
    """Kinds with the keys that the plugin has registered; its engines and queues too."""
    found = [
        (_WORDS.get(registry.what, registry.what), registry.keys_of(entry.package))
        for registry in sorted(Registry.everywhere, key=lambda one: one.what)
    ]
    keys = [one.key for one in engines.entries() if one.owner == entry.package]
    found += [(_("Engine"), keys), (_("Queue"), list(entry.queues))]
    return [(words, keys) for words, keys in found if keys]
