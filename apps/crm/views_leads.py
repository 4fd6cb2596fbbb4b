"""Leads: converting one into a company and a contact, and dropping one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core.forms import posted
from apps.crm.domain import leads
from apps.crm.forms_leads import ConvertForm, DropForm
from apps.crm.models import Lead
from apps.projects.access import ProjectRequest, project_page
from apps.projects.domain.errors import Refused, Stale
from apps.projects.domain.records import Draft, write_one
from apps.projects.models import Role


def _lead(request: ProjectRequest, lead_id: UUID) -> Lead:
    rows = Lead.objects.visible_to(request.user).filter(project=request.project, pk=lead_id)
    row: Lead | None = rows.first()
    if row is None:
        raise Http404
    return row


@project_page(Role.ANALYST)
def convert(request: ProjectRequest, lead_id: UUID) -> HttpResponse:
    """Make or link a company and a contact; what may be the same is named."""
    lead = _lead(request, lead_id)
    if lead.state == Lead.State.CONVERTED:
        messages.error(request, _("This lead was converted already."))
        return redirect("crm:lead", request.project.pk, lead.pk)
    alike = leads.duplicates(lead)
    form = ConvertForm(posted(request), lead=lead, alike=alike)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            leads.convert(
                lead, request.user, company=sent["company"], contact=sent["contact"],
                seen=sent["seen"],
            )  # fmt: skip
        except Stale as stale:
            form.show_conflict(stale.current)
        except Refused as refused:
            form.show_refusal(refused)
        else:
            messages.success(request, _("{name} was converted.").format(name=lead.name))
            return redirect("crm:lead", request.project.pk, lead.pk)
    return _page(request, "convert", lead, form)


@project_page(Role.ANALYST)
def drop(request: ProjectRequest, lead_id: UUID) -> HttpResponse:
    """Drop a lead, with a reason."""
    lead = _lead(request, lead_id)
    form = DropForm(posted(request), lead=lead)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["state_reason"]
        draft = Draft({"state": Lead.State.DROPPED, "state_reason": reason}, pk=lead.pk)
        seen = form.cleaned_data["seen"]
        try:
            write_one(leads.LEADS, request.project, request.user, draft, seen=seen)
        except Stale as stale:
            form.show_conflict(stale.current)
        except Refused as refused:
            form.show_refusal(refused)
        else:
            messages.success(request, _("{name} was dropped.").format(name=lead.name))
            return redirect("crm:lead", request.project.pk, lead.pk)
    return _page(request, "drop", lead, form)


def _page(request: ProjectRequest, name: str, lead: Lead, form: Any) -> HttpResponse:
    here = [request.project.pk]
    context = {
        "form": form,
        "row": lead,
        "list_url": reverse("crm:leads", args=here),
        "detail_url": reverse("crm:lead", args=[*here, lead.pk]),
    }
    return render(request, f"crm/{name}.html", context)
