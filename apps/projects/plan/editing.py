"""Forms of the plan: one view each to add, change and delete a row of any of its kinds."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core.forms import ConfirmForm
from apps.projects.access import ProjectRequest, project_page, require_of
from apps.projects.collections.linking import row_of
from apps.projects.collections.saving import changed, saved, told_added
from apps.projects.domain.records import Draft, write_one
from apps.projects.models import Role
from apps.projects.plan import actions, records
from apps.projects.plan.evidence import ITEM, Target
from apps.projects.plan.forms import ItemForm, PlanForm
from apps.projects.plan.models import Need, PlanItem
from apps.projects.plan.sections import Section, item_of, section_of


@project_page(Role.ANALYST)
def new(request: ProjectRequest, part: str) -> HttpResponse:
    """Add a row; the address says what it is made for: an item, its market, a need."""
    section = _section(request, part)
    row = section.kind.model(project=request.project)
    above = _above(request, section)
    if above is not None:
        setattr(row, section.above, above)
    form = section.form(
        _sent(request), instance=row, project=request.project, initial=_initial(request, section)
    )
    made = saved(
        request, form, lambda: _make(request, section, form), lambda row: told_added(_name(row))
    )
    if made is not None:
        return redirect(section.back(made))
    return _form_page(request, part, form, None, above)


@transaction.atomic
def _make(request: ProjectRequest, section: Section, form: PlanForm) -> Any:
    if not isinstance(form, ItemForm):
        return write_one(section.kind, request.project, request.user, Draft(form.sent)).row
    before = row_of(PlanItem, request.project, request.GET.get("from", ""))
    evidence = [Target(ITEM, str(before.pk))] if before else []
    return actions.create_item(
        request.project, request.user, form.sent, markets=form.chosen_markets, evidence=evidence
    )


@project_page(Role.ANALYST)
def edit(request: ProjectRequest, part: str, plan_row_id: UUID) -> HttpResponse:
    """Change a row; what somebody else saved meanwhile is shown before it is overwritten."""
    section = _section(request, part)
    row = _row(request, section, plan_row_id)
    form = section.form(_sent(request), instance=row, project=request.project)
    written = changed(request, section.kind, form, row)
    if written is not None:
        return redirect(section.back(written))
    return _form_page(request, part, form, row, None)


@project_page(Role.EDITOR)
def delete(request: ProjectRequest, part: str, plan_row_id: UUID) -> HttpResponse:
    """Delete a row with what hangs on it, once its name was typed."""
    section = _section(request, part)
    row = _row(request, section, plan_row_id)
    name = _name(row)
    form = ConfirmForm(request.POST or None, phrase=name)
    if request.method == "POST" and form.is_valid():
        back = _after(request, section, row)
        records.delete(section.kind, row, request.user)
        messages.success(request, _("{name} was deleted.").format(name=name))
        return redirect(back)
    context = {
        "section": section,
        "name": name,
        "error": form.problem,
        "cancel_url": section.back(row),
        "crumbs": _crumbs(request, section, row),
    }
    return render(request, "projects/plan/delete.html", context)


def _section(request: ProjectRequest, part: str) -> Section:
    found = section_of(part)
    require_of(request.project, request.role, found.needs)
    return found


def _above(request: ProjectRequest, section: Section) -> Any:
    """The row that a new one is made for: what the address names, or what the form holds."""
    if not section.above:
        return None
    key = request.POST.get(section.above) or request.GET.get(section.above, "")
    row = row_of(section.parent, request.project, key)
    if row is None:
        raise Http404
    return row


def _initial(request: ProjectRequest, section: Section) -> dict[str, Any]:
    """What an address fills in of a new row; ids that are none, or another project's, are not."""
    if section.form is not ItemForm:
        person = str(request.user)
        return {section.above: request.GET.get(section.above, ""), "tested_by": person}
    need = row_of(Need, request.project, request.GET.get("need", ""))
    market = request.GET.get("market", "")
    before = row_of(PlanItem, request.project, request.GET.get("from", ""))
    known: dict[str, Any] = {"owner": request.user.pk if request.role.covers(Role.EDITOR) else None}
    if need:
        known |= {"need_ids": [str(need.pk)], "title": need.statement[:200]}
        known["markets"] = need.markets
    if market:
        known["markets"] = [market]
    if before:
        known |= {"kind": PlanItem.Kind.OPTIMISATION, "need_ids": before.need_ids}
        known["markets"] = [one.market for one in before.markets.select_related("entry")]
    return known


def _row(request: ProjectRequest, section: Section, plan_row_id: UUID) -> Any:
    rows = section.kind.model.objects.filter(project=request.project)
    row = rows.select_related(*section.kind.related).filter(pk=plan_row_id).first()
    if row is None:
        raise Http404
    return row


def _name(row: Any) -> str:
    """What a row is called where it is added and deleted."""
    market = getattr(row, "item_market", None) or (row if hasattr(row, "entry") else None)
    return str(market.get_market_display() if market else row)


def _after(request: ProjectRequest, section: Section, row: Any) -> str:
    """The page that is left once the row is gone."""
    if section.above:
        return section.back(row)
    name = "plan_needs" if isinstance(row, Need) else "plan"
    return reverse(f"projects:{name}", args=[request.project.pk])


def _crumbs(request: ProjectRequest, section: Section, row: Any) -> list[tuple[str, str]]:
    key = request.project.pk
    trail = [(_("Product plan"), reverse("projects:plan", args=[key]))]
    if section.kind is records.NEEDS:
        trail.append((_("Needs"), reverse("projects:plan_needs", args=[key])))
    item = item_of(row) if row is not None and not row._state.adding else None
    if section.above and row is not None:
        item = item_of(row)
    if item is not None:
        trail.append((item.title, reverse("projects:plan_item", args=[key, item.pk])))
    return trail


def _form_page(
    request: ProjectRequest, part: str, form: PlanForm, row: Any, above: Any
) -> HttpResponse:
    section = section_of(part)
    instance = form.instance
    if row is not None or above is not None:
        cancel = section.back(instance)
    else:
        cancel = _after(request, section, instance)
    subject = item_of(instance) if section.above else None
    context: dict[str, Any] = {
        "section": section,
        "part": part,
        "form": form,
        "row": row,
        "subject": subject.title if subject else "",
        "crumbs": _crumbs(request, section, instance),
        "cancel_url": cancel,
        "may_delete": bool(row) and request.role.covers(Role.EDITOR),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "projects/plan/form.html", context, status=status)


def _sent(request: ProjectRequest) -> Any:
    return request.POST if request.method == "POST" else None
