"""The admin panel's page of engines: what can run, and in full why the rest cannot."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from apps.accounts.panel.figures import Figure, figures
from apps.accounts.panel.pages import Page, pages
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


def engine_list(request: HttpRequest) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": _("Engines and plugins"),
        "entries": [_row(entry) for entry in registry.entries()],
    }
    return TemplateResponse(request, "engines/admin/engines.html", context)


def _row(entry: EngineEntry) -> dict[str, Any]:
    state = entry.state()
    label, tone = LOOKS[state]
    engine = entry.engine
    return {
        "key": entry.key,
        "owner": entry.owner,
        "label": render(engine.label) if engine else "",
        "version": engine.version if engine else "",
        "requires": ", ".join(engine.requires) if engine else "",
        "state": label,
        "tone": tone,
        "ready": state is EngineState.READY,
        "error": entry.error,
    }


def _figures() -> list[Figure]:
    states = [entry.state() for entry in registry.entries()]
    broken = sum(state in (EngineState.BROKEN, EngineState.INCOMPATIBLE) for state in states)
    note = _("{count} cannot be loaded").format(count=broken) if broken else _("none broken")
    ready = states.count(EngineState.READY)
    return [Figure(_("Engines ready"), f"{ready} / {len(states)}", note, "admin:engines", order=80)]


pages.register("engines", Page("engines", "engines/", engine_list), owner="apps.engines")
figures.register("engines", _figures, owner="apps.engines")
