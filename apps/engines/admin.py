"""The admin panel's page of engines: what can run, and in full why the rest cannot.

Rooms above add what else is installed, e.g. plugins, by ``sections``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.accounts.panel.figures import Figure, figures
from apps.accounts.panel.pages import Page, pages
from apps.core.messages import msg
from apps.core.registry import Registry
from apps.core.rendering import render
from apps.engines import registry
from apps.engines.registry import EngineEntry, EngineState

LOOKS: dict[EngineState, tuple[Any, str]] = {
    EngineState.READY: (_("Ready"), "success"),
    EngineState.INSTALLING: (_("Being installed"), "info"),
    EngineState.NOT_INSTALLED: (_("Not installed"), "warning"),
    EngineState.INCOMPATIBLE: (_("Made for another version"), "danger"),
    EngineState.BROKEN: (_("Broken"), "danger"),
}


@dataclass(frozen=True)
class Item:
    """One installed thing. ``facts`` are shown in a line, ``note`` and ``error`` below it.

    ``more`` are pairs of a sentence and a traceback; ``url`` leads to a page of its own.
    """

    title: str
    state: Any
    tone: str
    facts: tuple[Any, ...] = ()
    note: Any = ""
    error: str = ""
    more: Sequence[tuple[str, str]] = ()
    url: str = ""


@dataclass(frozen=True)
class Section:
    """A part of the page; ``items`` is asked on each view, ``empty`` said when there is none."""

    title: Any
    intro: Any
    empty: Any
    items: Callable[[], list[Item]]


sections: Registry[Section] = Registry("section of the engines page")


def engine_list(request: HttpRequest) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": _("Engines and plugins"),
        "sections": [(section, section.items()) for section in sections],
    }
    return TemplateResponse(request, "engines/admin/engines.html", context)


def _items() -> list[Item]:
    return [_item(entry) for entry in registry.entries()]


def _item(entry: EngineEntry) -> Item:
    state = entry.state()
    label, tone = LOOKS[state]
    engine = entry.engine
    owner = gettext("from {owner}").format(owner=entry.owner)
    if engine is None:
        return Item(entry.key, label, tone, (entry.key, owner), error=entry.error)
    facts = [entry.key, engine.version, owner]
    if engine.requires and state is not EngineState.READY:
        facts.append(gettext("needs {packages}").format(packages=", ".join(engine.requires)))
    return Item(render(msg(engine.label)), label, tone, tuple(facts), error=entry.error)


def _figures() -> list[Figure]:
    states = [entry.state() for entry in registry.entries()]
    broken = sum(state in (EngineState.BROKEN, EngineState.INCOMPATIBLE) for state in states)
    note = _("{count} cannot be loaded").format(count=broken) if broken else _("none broken")
    ready = states.count(EngineState.READY)
    return [Figure(_("Engines ready"), f"{ready} / {len(states)}", note, "admin:engines", order=80)]


sections.register(
    "engines",
    Section(
        _("Engines"),
        _(
            "An engine is a way of computing. Those that come in packages of their own are found "
            "when the site starts; one that cannot be loaded is shown here with its error and "
            "harms no other."
        ),
        _("No engine is installed."),
        _items,
    ),
    owner="apps.engines",
)
pages.register("engines", Page("engines", "engines/", engine_list), owner="apps.engines")
figures.register("engines", _figures, owner="apps.engines")
