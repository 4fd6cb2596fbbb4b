"""Forms of the plan: one view each to add, change and delete a row of any of its kinds."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.projects.access import ProjectRequest, project_page
from apps.projects.collections.linking import row_of
from apps.projects.collections.pages import Editor, Trail
from apps.projects.collections.sections import Section
from apps.projects.models import Role
from apps.projects.plan import actions
from apps.projects.plan.evidence import ITEM, Target, item_url
from apps.projects.plan.forms import ItemForm, VerificationForm
from apps.projects.plan.models import Need, PlanItem
from apps.projects.plan.sections import SECTIONS, item_of


class PlanEditor(Editor):
    """Rows stand below their item; a new item brings its markets and what it goes back to."""

    @transaction.atomic
    def write(self, request: ProjectRequest, what: Section, form: Any) -> Any:
        if not isinstance(form, ItemForm):
            return super().write(request, what, form)
        before = row_of(PlanItem, request.project, request.GET.get("from", ""))
        evidence = [Target(ITEM, str(before.pk))] if before else []
        return actions.create_item(
            request.project, request.user, form.sent, markets=form.chosen_markets, evidence=evidence
        )

    def trail(self, request: ProjectRequest, what: Section, row: Any) -> Trail:
        home = reverse("projects:plan", args=[request.project.pk])
        found: Trail = [(_("Product plan"), home)]
        found += [pair for pair in super().trail(request, what, row) if pair[1] != home]
        item = item_of(row)
        if item is not None and not item._state.adding:
            found.append((item.title, item_url(item)))
        return found


def _initial(request: ProjectRequest, what: Section) -> dict[str, Any]:
    """What an address fills in of a new row; ids that are none, or another project's, are not."""
    if what.form is VerificationForm:
        return {"tested_by": str(request.user)}
    return _initial_item(request) if what.form is ItemForm else {}


def _initial_item(request: ProjectRequest) -> dict[str, Any]:
    need = row_of(Need, request.project, request.GET.get("need", ""))
    market = request.GET.get("market", "")
    before = row_of(PlanItem, request.project, request.GET.get("from", ""))
    known: dict[str, Any] = {"owner": request.user.pk}
    if need:
        known |= {"need_ids": [str(need.pk)], "title": need.statement[:200]}
        known["markets"] = need.markets
    if market:
        known["markets"] = [market]
    if before:
        known |= {"kind": PlanItem.Kind.OPTIMISATION, "need_ids": before.need_ids}
        known["markets"] = [one.market for one in before.markets.select_related("entry")]
    return known


EDITOR = PlanEditor(SECTIONS, "projects/plan/base.html", "projects:plan_", _initial)


@project_page(Role.ANALYST)
def new(request: ProjectRequest, part: str) -> HttpResponse:
    return EDITOR.add(request, part)


@project_page(Role.ANALYST)
def edit(request: ProjectRequest, part: str, plan_row_id: UUID) -> HttpResponse:
    return EDITOR.change(request, part, plan_row_id)


@project_page(Role.EDITOR)
def delete(request: ProjectRequest, part: str, plan_row_id: UUID) -> HttpResponse:
    return EDITOR.remove(request, part, plan_row_id)
