"""The page where owners switch plugins on and off, and set what a plugin leaves to the project."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.core.rendering import render as say
from apps.plugins.entries import PluginEntry, active_entry
from apps.plugins.forms import settings_form
from apps.projects.access import ProjectRequest, project_page
from apps.projects.domain import plugins as domain
from apps.projects.domain.errors import Refused
from apps.projects.models import Role


@require_safe
@project_page(Role.OWNER)
def plugins(request: ProjectRequest) -> HttpResponse:
    """Every plugin of the site, and whether it is on here."""
    context = {"choices": domain.choices(request.project)}
    return render(request, "projects/plugins.html", context)


@require_POST
@project_page(Role.OWNER)
def switch(request: ProjectRequest, key: str) -> HttpResponse:
    """Switch one on (``on=1``) or off."""
    entry = active_entry(key)
    if entry is None:
        raise Http404
    on = request.POST.get("on") == "1"
    try:
        if domain.switch(request.project, request.user, entry, on=on):
            messages.success(request, _said(entry, on=on))
    except Refused as refused:
        messages.error(request, say(refused.message))
    return redirect("projects:plugins", request.project.pk)


def _said(entry: PluginEntry, *, on: bool) -> str:
    text = _("‘{plugin}’ is switched on.") if on else _("‘{plugin}’ is switched off.")
    return text.format(plugin=entry.title)


@project_page(Role.OWNER)
def plugin_settings(request: ProjectRequest, key: str) -> HttpResponse:
    """What the plugin leaves to the project; empty fields stand as the site says."""
    entry = domain.find(request.project, key)
    posted = request.POST if request.method == "POST" else None
    form = settings_form(entry, request.project.pk, posted) if entry else None
    if entry is None or form is None:
        raise Http404
    if posted is not None and form.is_valid():
        domain.save_settings(request.project, request.user, entry, form.values, form.clear)
        messages.success(request, _("Saved."))
        return redirect("projects:plugins", request.project.pk)
    status = 422 if form.errors else 200
    context = {"form": form, "plugin": entry}
    return render(request, "projects/plugin_settings.html", context, status=status)
