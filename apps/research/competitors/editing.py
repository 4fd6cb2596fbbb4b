"""Forms of the register: one view each to add, change and delete a row of any of its kinds."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core.forms import ConfirmForm
from apps.projects.access import ProjectRequest, project_page
from apps.projects.domain.errors import Refused, Stale
from apps.projects.domain.records import Draft, write_one
from apps.projects.models import Role
from apps.research.competitors import records
from apps.research.competitors.forms import RegisterForm, SeenForm, initial_from
from apps.research.competitors.sections import Section, section_of


@project_page(Role.ANALYST)
def new(request: ProjectRequest, section: str) -> HttpResponse:
    """Add a row; the address may fill in what is known of it."""
    what = section_of(section)
    row = what.kind.model(project=request.project)
    initial: dict[str, Any] = initial_from(request.GET, what.form)
    if issubclass(what.form, SeenForm):
        initial.setdefault("seen_by", str(request.user))
    initial.setdefault("currency", request.project.currency)
    form = what.form(_sent(request), instance=row, project=request.project, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = write_one(what.kind, request.project, request.user, Draft(form.sent)).row
        except Refused as refused:
            form.show_refusal(refused)
        else:
            messages.success(request, _("{name} was added.").format(name=made))
            return redirect(what.back(made))
    return _form_page(request, section, form, None)


@project_page(Role.ANALYST)
def edit(request: ProjectRequest, section: str, row_id: UUID) -> HttpResponse:
    """Change a row; what somebody else saved meanwhile is shown before it is overwritten."""
    what = section_of(section)
    row = _row(request, what, row_id)
    form = what.form(_sent(request), instance=row, project=request.project)
    if request.method == "POST" and form.is_valid():
        draft, seen = Draft(form.sent, pk=row.pk), form.cleaned_data["seen"]
        try:
            saved = write_one(what.kind, request.project, request.user, draft, seen=seen).row
        except Stale as stale:
            form.show_conflict(stale.current)
        except Refused as refused:
            form.show_refusal(refused)
        else:
            messages.success(request, _("Saved."))
            return redirect(what.back(saved))
    return _form_page(request, section, form, row)


@project_page(Role.EDITOR)
def delete(request: ProjectRequest, section: str, row_id: UUID) -> HttpResponse:
    """Delete a row with what hangs on it, once its name was typed."""
    what = section_of(section)
    row = _row(request, what, row_id)
    form = ConfirmForm(request.POST or None, phrase=str(row))
    if request.method == "POST" and form.is_valid():
        records.delete(what.kind, row, request.user)
        messages.success(request, _("{name} was deleted.").format(name=row))
        return redirect(_above(request, what))
    context = {"what": what, "row": row, "error": form.problem, "cancel_url": what.back(row)}
    context["above_url"] = _above(request, what)
    return render(request, "research/register/delete.html", context)


def _form_page(request: ProjectRequest, section: str, form: RegisterForm, row: Any) -> HttpResponse:
    what = section_of(section)
    above = _above(request, what)
    context: dict[str, Any] = {"what": what, "section": section, "form": form, "row": row}
    context["above_url"] = above
    context["cancel_url"] = what.back(row) if row else above
    context["may_delete"] = bool(row) and request.role.covers(Role.EDITOR)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "research/register/form.html", context, status=status)


def _above(request: ProjectRequest, what: Section) -> str:
    return reverse(f"research:{what.above}", args=[request.project.pk])


def _row(request: ProjectRequest, what: Section, row_id: UUID) -> Any:
    rows = what.kind.model.objects.filter(project=request.project)
    row = rows.select_related(*what.related).filter(pk=row_id).first()
    if row is None:
        raise Http404
    return row


def _sent(request: ProjectRequest) -> Any:
    return request.POST if request.method == "POST" else None
