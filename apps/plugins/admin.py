"""Plugins on the panel: how each stands, what failed in it and why in full, and its settings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.formats import localize
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from unfold import widgets

from apps.accounts.panel.figures import Figure, figures
from apps.accounts.panel.pages import Page, pages
from apps.core.joining import sentences
from apps.core.rendering import render
from apps.engines.admin import Item, Section, sections
from apps.plugins import contents
from apps.plugins.domain import faults
from apps.plugins.domain import settings as domain
from apps.plugins.entries import PluginEntry, PluginState, entries, known
from apps.plugins.forms import SettingsForm, settings_form
from apps.plugins.models import PluginFault

LOOKS: dict[PluginState, tuple[Any, str]] = {
    PluginState.ACTIVE: (_("Active"), "success"),
    PluginState.DISABLED: (_("Not switched on"), "info"),
    PluginState.INCOMPATIBLE: (_("Does not fit this site"), "warning"),
    PluginState.BROKEN: (_("Broken"), "danger"),
}


def _items() -> list[Item]:
    failed = faults.faults_by_plugin()
    return [_item(entry, failed.get(entry.key, [])) for entry in entries()]


def _item(entry: PluginEntry, failed: Sequence[PluginFault]) -> Item:
    label, tone = LOOKS[entry.state]
    if failed and entry.state is PluginState.ACTIVE:
        label, tone = _("Active, with errors"), "warning"
    return Item(
        entry.title, label, tone, _facts(entry), note=_note(entry), error=entry.error,
        more=[_told(fault) for fault in failed],
        url=reverse("admin:plugin", args=[entry.key]) if entry.state is PluginState.ACTIVE else "",
    )  # fmt: skip


def _facts(entry: PluginEntry) -> tuple[str, ...]:
    facts = [entry.key, entry.version]
    if entry.distribution:
        facts.append(gettext("from {package}").format(package=entry.distribution))
    if entry.author:
        facts.append(gettext("by {author}").format(author=entry.author))
    return tuple(fact for fact in facts if fact)


def _told(fault: PluginFault) -> tuple[str, str]:
    """A sentence for one place where the plugin's code fails, and the last traceback."""
    place = contents.KINDS.get(fault.kind, fault.kind)
    text = ngettext(
        "Failed {count} time in: {place} ({name}); last on {when}, version {version}.",
        "Failed {count} times in: {place} ({name}); last on {when}, version {version}.",
        fault.count,
    )
    said = text.format(
        count=fault.count, place=place, name=fault.name, version=fault.version or "–",
        when=localize(localtime(fault.last_at)),
    )  # fmt: skip
    return said, fault.error


def _note(entry: PluginEntry) -> str:
    if entry.reason:
        return render(entry.reason)
    if entry.state is PluginState.DISABLED:
        add = gettext("To switch it on, add {key} to LEPTON_PLUGINS and start the site again.")
        return sentences(entry.description, add.format(key=entry.key))
    return entry.description


def _figures() -> list[Figure]:
    states = [entry.state for entry in entries()]
    if not states:
        return []
    failed = sum(state in (PluginState.BROKEN, PluginState.INCOMPATIBLE) for state in states)
    note = gettext("{count} cannot be loaded").format(count=failed) if failed else ""
    active = f"{states.count(PluginState.ACTIVE)} / {len(states)}"
    return [Figure(_("Plugins active"), active, note, "admin:engines", order=81)]


def plugin_page(request: HttpRequest, key: str) -> HttpResponse:
    """One plugin: what it adds, its settings for the site, and what failed."""
    entry = known.get(key)
    if entry is None or entry.state is not PluginState.ACTIVE:
        raise Http404
    forgets = request.method == "POST" and "forget" in request.POST
    if forgets:
        faults.forget(key)
        messages.success(request, gettext("The errors are forgotten."))
        return redirect("admin:plugin", key)
    posted = request.POST if request.method == "POST" else None
    form = settings_form(entry, None, posted)
    if form is not None and posted is not None and form.is_valid():
        domain.save(entry, form.values, actor=request.user, clear=form.clear)
        messages.success(request, gettext("Saved."))
        return redirect("admin:plugin", key)
    return TemplateResponse(
        request, "plugins/admin/plugin.html", _context(request, entry, form),
        status=422 if form is not None and form.errors else 200,
    )  # fmt: skip


def _context(request: HttpRequest, entry: PluginEntry, form: SettingsForm | None) -> dict[str, Any]:
    failed = faults.faults_by_plugin().get(entry.key, [])
    return {
        **admin.site.each_context(request),
        "title": entry.title,
        "item": _item(entry, failed),
        "adds": contents.added_by(entry),
        "form": _dressed(form) if form is not None else None,
    }


def _dressed(form: SettingsForm) -> SettingsForm:
    """The theme's classes on the fields that the schema made."""
    looks: list[tuple[str, list[str]]] = [
        ("checkbox", widgets.CHECKBOX_CLASSES),
        ("select", widgets.SELECT_CLASSES),
    ]
    for field in form.fields.values():
        kind = getattr(field.widget, "input_type", "textarea")
        classes = next((found for name, found in looks if name == kind), widgets.INPUT_CLASSES)
        field.widget.attrs["class"] = " ".join(classes)
    return form


sections.register(
    "plugins",
    Section(
        _("Plugins"),
        _(
            "A plugin adds pages, engines and more. Those that LEPTON_PLUGINS names are loaded "
            "when the site starts; one that cannot be loaded is shown here with its error and "
            "harms no other. Owners switch the active ones on in their projects."
        ),
        _("No plugin is installed."),
        _items,
    ),
    owner="apps.plugins",
)
pages.register("plugin", Page("plugin", "plugins/<str:key>/", plugin_page), owner="apps.plugins")
figures.register("plugins", _figures, owner="apps.plugins")
