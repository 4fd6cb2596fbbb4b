"""Pages of exchanges and their conflicts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.core import htmx, rendering
from apps.core.tables import table_page
from apps.crm.connectors import deciding, running
from apps.crm.connectors.plan import plan_of
from apps.crm.connectors.tables import OutcomeTable, names_of, run_badge, summary
from apps.crm.connectors.views import the_connection
from apps.crm.models import SyncConflict, SyncOutcome, SyncRun
from apps.projects.access import ProjectRequest, project_page
from apps.projects.domain.errors import Refused
from apps.projects.models import Role


@require_POST
@project_page(write=Role.OWNER)
def connection_run(request: ProjectRequest, connection_id: UUID) -> HttpResponse:
    """Exchange now, or make a dry run (``dry=1``)."""
    row = the_connection(request, connection_id)
    try:
        made = running.start(row, request.user, dry=request.POST.get("dry") == "1")
    except Refused as refused:
        messages.error(request, rendering.render(refused.message))
        return redirect("crm:connection", request.project.pk, row.pk)
    return redirect("crm:sync_run", request.project.pk, row.pk, made.pk)


@require_safe
@project_page()
def sync_run(request: ProjectRequest, connection_id: UUID, run_id: UUID) -> HttpResponse:
    """What an exchange did, or what it would do; while it is open the page asks again."""
    row = the_connection(request, connection_id)
    run = get_object_or_404(SyncRun.objects.select_related("asked_by"), pk=run_id, connection=row)
    is_open = run.state in running.OPEN
    if "poll" in request.GET:
        if is_open:
            return render(request, "crm/sync_run.html#live", {"open": True})
        return htmx.redirect(request, "crm:sync_run", request.project.pk, row.pk, run.pk)
    outcomes = SyncOutcome.objects.filter(run=run)
    context: dict[str, Any] = table_page(request, OutcomeTable, outcomes)
    context["table"].empty_context = {
        "icon": "circle-check",
        "title": _("No rows to tell of"),
        "text": _("Rows that are as they should be are only counted."),
    }
    context["table"].names = names_of(list(context["table"].page.object_list.data))
    context |= {
        "row": row, "run": run, "badge": run_badge(run), "summary": summary(run),
        "open": is_open,
        "list_url": reverse("crm:connections", args=[request.project.pk]),
        "detail_url": reverse("crm:connection", args=[request.project.pk, row.pk]),
    }  # fmt: skip
    return render(request, "crm/sync_run.html", context)


@require_POST
@project_page(write=Role.ANALYST)
def conflict_decide(
    request: ProjectRequest, connection_id: UUID, conflict_id: UUID
) -> HttpResponse:
    """Whose value stays (``side``: 'ours' or 'theirs')."""
    row = the_connection(request, connection_id)
    one = get_object_or_404(SyncConflict, pk=conflict_id, connection=row)
    goes = plan_of(row).of(one.link.kind).goes
    side: deciding.Side = "theirs" if request.POST.get("side") == "theirs" else "ours"
    try:
        deciding.decide(one, request.user, side, request.POST.get("mark", ""))
    except Refused as refused:
        messages.error(request, rendering.render(refused.message))
    else:
        messages.success(request, _decided(side, goes))
    return redirect("crm:connection", request.project.pk, row.pk)


def _decided(side: deciding.Side, goes: bool) -> str:
    """What becomes of a decision; ``goes``: records of this kind are sent."""
    if side == "theirs":
        return _("The value of the other system is taken.")
    if goes:
        return _("The value of Lepton is sent with the next exchange.")
    return _("The value of Lepton stays here. It is not sent: these records only come to Lepton.")
