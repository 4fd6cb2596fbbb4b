"""Serving names on the page of a model: pointed here, pointed back, removed."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.core.htmx import redirect
from apps.core.rendering import render as say
from apps.modelhub.domain import aliases
from apps.modelhub.forms import AliasForm, NameForm
from apps.modelhub.models import ModelAlias
from apps.modelhub.views import model_page, the_model
from apps.projects.access import ProjectRequest, project_page
from apps.projects.domain.errors import Refused
from apps.projects.models import Role


@require_POST
@project_page(Role.EDITOR)
def point(request: ProjectRequest, model_id: UUID) -> HttpResponse:
    """Point a name, new or old, to this model."""
    model = the_model(request, model_id)
    form = AliasForm(request.POST)
    if form.is_valid():
        name = form.cleaned_data["name"]
        try:
            aliases.point(model, name, request.user)
        except Refused as refused:
            form.add_error("name", say(refused.message))
        else:
            messages.success(request, _("'{name}' points to this model.").format(name=name))
            return redirect(request, "modelhub:detail", request.project.pk, model.pk)
    return model_page(request, model, NameForm(instance=model), form)


@require_POST
@project_page(Role.EDITOR)
def roll_back(request: ProjectRequest, alias_id: UUID) -> HttpResponse:
    """Point a name back to the model of before, and go there."""
    row = the_alias(request, alias_id)
    try:
        row = aliases.roll_back(row, request.user, seen=request.POST.get("seen", ""))
    except Refused as refused:
        messages.error(request, say(refused.message))
    else:
        messages.success(
            request,
            _("'{name}' points to {model} again.").format(name=row.name, model=row.model.name),
        )
    return redirect(request, "modelhub:detail", request.project.pk, row.model_id)


@require_POST
@project_page(Role.EDITOR)
def remove(request: ProjectRequest, alias_id: UUID) -> HttpResponse:
    """Take a name away; the model stays."""
    row = the_alias(request, alias_id)
    aliases.remove(row, request.user)
    messages.success(request, _("'{name}' was removed.").format(name=row.name))
    return redirect(request, "modelhub:detail", request.project.pk, row.model_id)


def the_alias(request: ProjectRequest, alias_id: UUID) -> ModelAlias:
    """A serving name of this project, or 404."""
    rows = ModelAlias.objects.filter(project=request.project).select_related("model", "former")
    return get_object_or_404(rows, pk=alias_id)
