"""Pages of connections: list, add, log in, what is exchanged, pause, delete."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, OuterRef, Subquery
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.core import rendering
from apps.core.forms import ConfirmForm, posted
from apps.core.tables import table_page
from apps.crm.connectors import access, actions, deciding, oauth, previewing, registry
from apps.crm.connectors.contract import KINDS
from apps.crm.connectors.forms import ConnectionForm, FieldsForm, NameForm, field_label, kinds_of
from apps.crm.connectors.plan import plan_of
from apps.crm.connectors.tables import ConnectionTable, RunTable, connection_badge, system_label
from apps.crm.models import SyncConnection, SyncRun
from apps.crm.models.merging import PartyKind
from apps.crm.tabs import tabs
from apps.datasets.sources.actions import SettingsRefused
from apps.datasets.sources.forms import settings_form
from apps.projects.access import ProjectRequest, may, project_page
from apps.projects.domain.errors import Refused, Stale
from apps.projects.models import Role


def the_connection(request: ProjectRequest, connection_id: UUID) -> SyncConnection:
    """A connection of this project, or 404."""
    rows = SyncConnection.objects.visible_to(request.user).filter(project=request.project)
    return get_object_or_404(rows.select_related("project", "created_by"), pk=connection_id)


@require_safe
@project_page()
def connections(request: ProjectRequest) -> HttpResponse:
    """The systems that this project is kept in step with."""
    runs = SyncRun.objects.filter(connection=OuterRef("pk"), dry=False).order_by("-created_at")
    rows = SyncConnection.objects.filter(project=request.project).annotate(
        last=Subquery(runs.values("created_at")[:1]), waiting=Count("conflicts")
    )
    context = table_page(request, ConnectionTable, rows)
    may_add = may(request, Role.OWNER)
    context["table"].empty_context = {
        "icon": "arrows-exchange",
        "title": _("No connections yet"),
        "text": _(
            "Keep companies, contacts and leads in step with HubSpot, Salesforce or EspoCRM, both"
            " ways. A dry run shows first what would change."
        ),
        "action_url": _url(request, "connection_new") if may_add else "",
        "action_label": _("Add a connection"),
    }
    return _page(
        request, "connections", tabs=tabs(request, "connections"), may_add=may_add, **context
    )


@project_page(Role.OWNER)
def connection_new(request: ProjectRequest) -> HttpResponse:
    """Choose a system, then say where it is and how we are let in."""
    key = request.GET.get("system", "")
    if not key:
        return _page(request, "connection_choose", systems=registry.usable(request.project))
    connector = registry.find(key, request.project)
    if connector is None:
        raise Http404
    sent = posted(request)
    name = NameForm(sent, initial={"name": connector.label})
    form = settings_form(connector.Settings, sent)
    if sent is not None and name.is_valid() & form.is_valid():
        try:
            made = actions.make(
                request.project, request.user, connector=key, name=name.cleaned_data["name"],
                settings=form.params,
            )  # fmt: skip
        except SettingsRefused as refused:
            form.add_issues(refused.issues)
        except Refused as refused:
            name.show_refusal(refused)
        else:
            return _let_in(request, made)
    return _page(
        request, "connection_form", form=name, settings_form=form, connector=connector, row=None
    )


def _let_in(request: ProjectRequest, row: SyncConnection) -> HttpResponse:
    """Go on to the other system's log-in page, or try the key that was typed."""
    connector = access.connector_of(row)
    if connector.uses_oauth(access.settings_of(row, connector)):
        return redirect("crm:connection_connect", request.project.pk, row.pk)
    try:
        actions.let_in(row, request.user)
    except Refused as refused:
        messages.error(request, rendering.render(refused.message))
    else:
        messages.success(request, _("Connected. Look at what would be exchanged with a dry run."))
    return _back(request, row)


@project_page(Role.OWNER)
def connection_credentials(request: ProjectRequest, connection_id: UUID) -> HttpResponse:
    """Change how we are let in."""
    row = the_connection(request, connection_id)
    connector = _connector(row)
    sent = posted(request)
    form = settings_form(connector.Settings, sent, row.options, row.secrets)
    if sent is not None and form.is_valid():
        try:
            actions.change_credentials(row, request.user, form.params)
        except SettingsRefused as refused:
            form.add_issues(refused.issues)
        else:
            return _let_in(request, the_connection(request, connection_id))
    return _page(request, "connection_form", settings_form=form, connector=connector, row=row)


@project_page(Role.OWNER)
def connection_connect(request: ProjectRequest, connection_id: UUID) -> HttpResponse:
    """Where to agree: the link to the other system. With a key, a POST tries it once more."""
    row = the_connection(request, connection_id)
    connector = _connector(row)
    settings = access.settings_of(row, connector)
    if request.method == "POST" or not connector.uses_oauth(settings):
        return _let_in(request, row) if request.method == "POST" else _back(request, row)
    back = request.build_absolute_uri(_url(request, "connection_callback"))
    address = oauth.begin(request.session, row, back)
    return _page(
        request, "connection_connect", row=row, connector=connector, address=address, back=back
    )


@require_safe
@project_page(Role.OWNER)
def connection_callback(request: ProjectRequest) -> HttpResponse:
    """Where the other system sends the person back to."""
    asked = request.GET
    try:
        key, kept = oauth.meant(request.session, asked.get("state", ""))
    except Refused as refused:
        messages.error(request, rendering.render(refused.message))
        return redirect("crm:connections", request.project.pk)
    row = the_connection(request, UUID(key))
    try:
        tokens = oauth.finish(row, kept, asked.get("code", ""), asked.get("error", ""))
        actions.let_in(row, request.user, tokens)
    except Refused as refused:
        messages.error(request, rendering.render(refused.message))
    else:
        messages.success(request, _("Connected. Look at what would be exchanged with a dry run."))
    return _back(request, row)


@require_safe
@project_page()
def connection(request: ProjectRequest, connection_id: UUID) -> HttpResponse:
    """One connection: what is exchanged, what waits for a person, what was exchanged."""
    row = the_connection(request, connection_id)
    connector = registry.find(row.connector, request.project)
    runs = SyncRun.objects.filter(connection=row).select_related("asked_by")
    context = table_page(request, RunTable, runs, per_page=10)
    context["table"].empty_context = {
        "icon": "arrows-exchange",
        "title": _("Nothing was exchanged yet"),
        "text": _("Begin with a dry run: it changes nothing and tells what would happen."),
    }
    plan = plan_of(row)
    parts = [
        (kind, PartyKind(kind).label, plan.of(kind).direction, len(plan.of(kind).fields))
        for kind in KINDS
        if connector and kind in connector.kinds
    ]
    return _page(
        request, "connection", row=row, badge=connection_badge(row), parts=parts,
        system=system_label(row.connector), conflicts=_conflicts(row),
        open_run=SyncRun.objects.filter(connection=row, state__in=["queued", "running"]).first(),
        may_manage=may(request, Role.OWNER), may_decide=may(request, Role.ANALYST), **context,
    )  # fmt: skip


def _conflicts(row: SyncConnection) -> list[tuple[deciding.Shown, str, str]]:
    """Each with the field's label and the record's address."""
    return [
        (
            one,
            field_label(one.kind, one.conflict.field),
            reverse(f"crm:{one.kind}", args=[row.project_id, one.row.pk]),
        )
        for one in deciding.shown(row)
    ]


@project_page(Role.OWNER)
def connection_edit(request: ProjectRequest, connection_id: UUID) -> HttpResponse:
    """What is exchanged, when, and who wins."""
    row = the_connection(request, connection_id)
    kinds = kinds_of(_connector(row))
    sent = posted(request)
    form = ConnectionForm(sent, row, plan_of(row), kinds)
    if sent is not None and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            actions.change(row, request.user, values, values.pop("seen"))
        except Stale as stale:
            form.show_conflict(stale.current)
        except Refused as refused:
            form.show_refusal(refused)
        else:
            messages.success(request, _("Saved."))
            return _back(request, row)
    return _page(request, "connection_edit", form=form, row=row)


@project_page(Role.OWNER)
def connection_fields(request: ProjectRequest, connection_id: UUID, kind: str) -> HttpResponse:
    """Which fields of a kind are kept in step; ``look`` shows the first records as they would be
    here.
    """
    row = the_connection(request, connection_id)
    if kind not in _connector(row).kinds:
        raise Http404
    sent = posted(request)
    known = row.known_fields.get(kind, [])
    form = FieldsForm(sent, kind, plan_of(row).of(kind).fields, known)
    context: dict[str, Any] = {"form": form, "row": row, "label": PartyKind(kind).label}
    if sent is not None and form.is_valid():
        try:
            actions.map_fields(row, request.user, kind, form.pairs)
            if "look" in request.POST:
                found = previewing.preview(the_connection(request, connection_id), kind)
                labels = [field_label(kind, name) for name in found.columns]
                context |= {"preview": found, "columns": labels}
        except Refused as refused:
            form.show_refusal(refused)
        else:
            if "look" not in request.POST:
                messages.success(request, _("Saved."))
                return _back(request, row)
    return _page(request, "connection_fields", **context)


@require_POST
@project_page(write=Role.OWNER)
def connection_switch(request: ProjectRequest, connection_id: UUID) -> HttpResponse:
    """Pause it, or let it go on (``on=1``)."""
    on = request.POST.get("on") == "1"
    said = _("The connection is active again.") if on else _("The connection is paused.")
    return _act(request, connection_id, lambda row, who: actions.switch(row, who, on), said)


@require_POST
@project_page(write=Role.OWNER)
def connection_again(request: ProjectRequest, connection_id: UUID) -> HttpResponse:
    """Have all records compared in the next exchange."""
    said = _("The next exchange compares all records.")
    return _act(request, connection_id, actions.read_again, said)


@project_page(Role.OWNER)
def connection_delete(request: ProjectRequest, connection_id: UUID) -> HttpResponse:
    """Delete it, once its name was typed. Records stay on both sides."""
    row = the_connection(request, connection_id)
    form = ConfirmForm(request.POST or None, phrase=row.name)
    if request.method == "POST" and form.is_valid():
        try:
            actions.delete(row, request.user)
        except Refused as refused:
            messages.error(request, rendering.render(refused.message))
            return _back(request, row)
        messages.success(request, _("{name} was deleted.").format(name=row.name))
        return redirect("crm:connections", request.project.pk)
    words = {
        "many": _("Connections"),
        "delete": _("Delete this connection"),
        "consequence": _(
            "Its history and its credentials are deleted. Records stay on both sides, and are"
            " known again if you connect once more."
        ),
    }
    return _page(
        request, "delete", row=row, words=words, error=form.problem, form=form,
        detail_url=_url(request, "connection", row.pk),
    )  # fmt: skip


# --- shared ------------------------------------------------------------------
def _act(
    request: ProjectRequest, connection_id: UUID, action: Callable[..., Any], said: str
) -> HttpResponse:
    """Do it and go back to the page, with what became of it."""
    row = the_connection(request, connection_id)
    try:
        action(row, request.user)
    except Refused as refused:
        messages.error(request, rendering.render(refused.message))
    else:
        messages.success(request, said)
    return _back(request, row)


def _connector(row: SyncConnection) -> Any:
    found = registry.find(row.connector, row.project)
    if found is None:
        raise Http404
    return found


def _back(request: ProjectRequest, row: SyncConnection) -> HttpResponse:
    return redirect("crm:connection", request.project.pk, row.pk)


def _url(request: ProjectRequest, name: str, *row: Any) -> str:
    return reverse(f"crm:{name}", args=[request.project.pk, *row])


def _page(request: ProjectRequest, name: str, **context: Any) -> HttpResponse:
    bound = [one for one in (context.get("form"), context.get("settings_form")) if one is not None]
    status = 422 if any(form.is_bound and form.errors for form in bound) else 200
    shared = {"list_url": _url(request, "connections")}
    return render(request, f"crm/{name}.html", {**shared, **context}, status=status)
