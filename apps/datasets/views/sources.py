"""Pages of sources: list, add, look at the first rows, agree, fetch, repeat, change, delete."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.core import rendering
from apps.core.forms import ConfirmForm
from apps.core.htmx import redirect
from apps.core.tables import table_page
from apps.datasets.models import Fetch, Source
from apps.datasets.sources import actions, presentation, registry, taking
from apps.datasets.sources.forms import NameForm, TimesForm, settings_form
from apps.datasets.sources.permissions import may_change, require_change
from apps.datasets.sources.tables import FetchTable, SourceTable
from apps.jobs.domain import cron
from apps.projects.access import ProjectRequest, may, project_page
from apps.projects.domain.errors import Refused, Stale
from apps.projects.models import Role


def the_source(request: ProjectRequest, source_id: UUID) -> Source:
    """A source of this project, or 404."""
    rows = Source.objects.visible_to(request.user).filter(project=request.project)
    related = rows.select_related("project", "schedule", "dataset", "job", "created_by")
    return get_object_or_404(related, pk=source_id)


@require_safe
@project_page()
def source_list(request: ProjectRequest) -> HttpResponse:
    """Where this project's data is fetched from."""
    rows = Source.objects.visible_to(request.user).filter(project=request.project)
    context = table_page(request, SourceTable, rows.select_related("schedule"))
    may_add = may(request, Role.ANALYST)
    context["table"].empty_context = {
        "icon": "plug",
        "title": _("No sources yet"),
        "text": _(
            "A source fetches a table from a web address, a statistics service, a database or a CRM"
            " and keeps each version, on a schedule if you like."
        ),
        "action_url": reverse("datasets:source_new", args=[request.project.pk]) if may_add else "",
        "action_label": _("Add a source"),
    }
    return render(request, "datasets/sources.html", {**context, "may_add": may_add})


@project_page(Role.ANALYST)
def new(request: ProjectRequest) -> HttpResponse:
    """Choose a connector, then say where the data is."""
    key = request.GET.get("connector", "")
    if not key:
        found = registry.usable(request.project)
        return render(request, "datasets/source_choose.html", {"connectors": found})
    connector = registry.find(key, request.project)
    if connector is None:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    name, form = NameForm(sent), settings_form(connector.Settings, sent)
    if sent is not None and name.is_valid() & form.is_valid():
        try:
            made = actions.make(
                request.project, request.user, connector=key, name=name.cleaned_data["name"],
                settings=form.params,
            )  # fmt: skip
        except actions.SettingsRefused as refused:
            form.add_issues(refused.issues)
        except Refused as refused:
            name.show_refusal(refused)
        else:
            return redirect(request, "datasets:source", request.project.pk, made.pk)
    context = {"connector": connector, "name_form": name, "settings_form": form}
    return render(request, "datasets/source_form.html", context, status=422 if sent else 200)


@require_safe
@project_page()
def detail(request: ProjectRequest, source_id: UUID) -> HttpResponse:
    """One source: what it fetches, what waits for somebody, what was fetched."""
    source = taking.caught_up(the_source(request, source_id))
    archived = bool(request.project.archived_at)
    context: dict[str, Any] = {
        "source": source,
        "state": presentation.state_of(source),
        "busy": actions.is_busy(source),
        "may_change": not archived and may_change(source, request.user, request.role),
        "may_fetch": not archived and request.role.covers(Role.ANALYST),
        "preview": presentation.preview(source),
    }
    if "poll" in request.GET:
        template = "datasets/source.html#state"
        if not context["busy"]:
            return redirect(request, "datasets:source", request.project.pk, source.pk)
        return render(request, template, context)
    rows = Fetch.objects.filter(source=source, project=request.project)
    context |= table_page(request, FetchTable, rows.select_related("version", "created_by"))
    context["facts"] = presentation.facts(source, request.project)
    waiting = actions.pending(source)
    if waiting is not None:
        context |= {
            "waiting": waiting,
            "differences": presentation.differences(waiting),
            "runs": presentation.runs_that_need(source, waiting),
        }
    if source.schedule is not None:
        context["when"] = cron.in_words(source.schedule.expression)
    return render(request, "datasets/source.html", context)


@project_page(Role.ANALYST)
def change(request: ProjectRequest, source_id: UUID) -> HttpResponse:
    """Change name and settings; the first rows are looked at again."""
    source = the_source(request, source_id)
    require_change(source, request.user, request.role)
    connector = registry.find(source.connector, request.project)
    if connector is None:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    name = NameForm(sent, initial={"name": source.name, "seen": actions.mark_of(source)})
    form = settings_form(connector.Settings, sent, source.settings, source.secrets)
    if sent is not None and name.is_valid() & form.is_valid():
        try:
            values = name.cleaned_data
            actions.change(
                source, request.user, name=values["name"], settings=form.params, seen=values["seen"]
            )
        except Stale as stale:
            name.show_conflict(stale.current)
        except actions.SettingsRefused as refused:
            form.add_issues(refused.issues)
        except Refused as refused:
            name.show_refusal(refused)
        else:
            messages.success(request, _("Saved."))
            return redirect(request, "datasets:source", request.project.pk, source.pk)
    context = {
        "source": source, "connector": connector, "name_form": name, "settings_form": form,
    }  # fmt: skip
    return render(request, "datasets/source_form.html", context, status=422 if sent else 200)


@project_page(Role.ANALYST)
def times(request: ProjectRequest, source_id: UUID) -> HttpResponse:
    """When it is fetched by itself."""
    source = the_source(request, source_id)
    require_change(source, request.user, request.role)
    sent = request.POST if request.method == "POST" else None
    first = {"when": "day", "at": "06:00", "time_zone": str(request.user.time_zone)}
    instance = source.schedule
    form = TimesForm(sent, instance=instance, initial=None if instance else first)
    if sent is not None and form.is_valid():
        try:
            values = form.cleaned_data
            actions.repeat(source, request.user, values["expression"], values["time_zone"])
        except Refused as refused:
            form.show_refusal(refused)
        else:
            messages.success(request, _("Saved."))
            return redirect(request, "datasets:source", request.project.pk, source.pk)
    context = {"source": source, "form": form, "now": timezone.now()}
    return render(request, "datasets/source_times.html", context, status=422 if sent else 200)


def _act(
    request: ProjectRequest, source: Source, action: Callable[..., Any], said: str = ""
) -> HttpResponse:
    """Do it and go back to the page, with what became of it."""
    try:
        action(source, request.user)
    except Refused as refused:
        messages.error(request, rendering.render(refused.message))
    else:
        if said:
            messages.success(request, said)
    return redirect(request, "datasets:source", request.project.pk, source.pk)


@require_POST
@project_page(write=Role.ANALYST)
def look(request: ProjectRequest, source_id: UUID) -> HttpResponse:
    """Read the first rows again."""
    source = the_source(request, source_id)
    require_change(source, request.user, request.role)
    return _act(request, source, actions.look)


@require_POST
@project_page(write=Role.ANALYST)
def agree(request: ProjectRequest, source_id: UUID) -> HttpResponse:
    """Take the columns as the first rows have them, and fetch."""
    source = the_source(request, source_id)
    require_change(source, request.user, request.role)
    seen = request.POST.get("seen", "")
    return _act(request, source, lambda row, user: actions.agree(row, user, seen))


@require_POST
@project_page(write=Role.ANALYST)
def fetch(request: ProjectRequest, source_id: UUID) -> HttpResponse:
    """Fetch now, in the person's own name."""
    return _act(request, the_source(request, source_id), actions.fetch)


@require_POST
@project_page(write=Role.ANALYST)
def accept(request: ProjectRequest, source_id: UUID) -> HttpResponse:
    """Take the changed columns from now on."""
    source = the_source(request, source_id)
    require_change(source, request.user, request.role)
    seen = request.POST.get("seen", "")
    return _act(request, source, lambda row, user: taking.accept(row, user, seen),
                _("The changed columns are accepted."))  # fmt: skip


@require_POST
@project_page(write=Role.ANALYST)
def switch(request: ProjectRequest, source_id: UUID) -> HttpResponse:
    """Pause the schedule, or let it go on (``on=1``)."""
    source = the_source(request, source_id)
    require_change(source, request.user, request.role)
    on = request.POST.get("on") == "1"
    return _act(request, source, lambda row, user: actions.switch(row, user, on),
                _("It is fetched by itself again.") if on else _("It is paused."))  # fmt: skip


@project_page(Role.ANALYST)
def delete(request: ProjectRequest, source_id: UUID) -> HttpResponse:
    """Delete it, once its name was typed. The dataset stays."""
    source = the_source(request, source_id)
    require_change(source, request.user, request.role)
    form = ConfirmForm(request.POST or None, phrase=source.name)
    if request.method == "POST" and form.is_valid():
        actions.delete(source, request.user)
        messages.success(request, _("{name} was deleted.").format(name=source.name))
        return redirect(request, "datasets:sources", request.project.pk)
    context = {"source": source, "error": form.problem}
    return render(
        request, "datasets/source_delete.html", context, status=422 if form.problem else 200
    )
