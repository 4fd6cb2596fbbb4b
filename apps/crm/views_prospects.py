"""Leads from a table: choose it, say what its columns hold, look at the check, make them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from apps.core.messages import msg
from apps.crm.forms_leads import PlanForm
from apps.crm.models import LeadIntake
from apps.crm.prospects import making
from apps.crm.prospects.columns import KINDS, Plan
from apps.crm.prospects.making import Verdict
from apps.crm.prospects.rows import PROBLEMS, prospects
from apps.datasets.intakes.pages import Pages
from apps.datasets.intakes.reading import Problem
from apps.projects.access import ProjectRequest, project_page
from apps.projects.models import Role

LABELS = {
    Verdict.NEW: msg("New leads"),
    Verdict.UPDATED: msg("There already: changed to the table"),
    Verdict.SKIPPED: msg("There already: left as they are"),
    Verdict.TWICE: msg("Repeats of a row above"),
    Verdict.CANNOT: msg("Cannot become a lead"),
}


@project_page(Role.ANALYST)
def from_table(request: ProjectRequest) -> HttpResponse:
    return PAGES.choose(request)


@project_page(Role.ANALYST)
def intake(request: ProjectRequest, intake_id: UUID) -> HttpResponse:
    return PAGES.show(request, intake_id)


@require_safe
@project_page(Role.ANALYST)
def live(request: ProjectRequest, intake_id: UUID) -> HttpResponseBase:
    return PAGES.live(request, intake_id)


@require_safe
@project_page(Role.ANALYST)
def problems(request: ProjectRequest, intake_id: UUID) -> StreamingHttpResponse:
    return PAGES.download(request, intake_id)


def _told(found: LeadIntake) -> dict[str, Any]:
    checked = found.found.get("rows", {})
    counts = checked if found.state == LeadIntake.State.CHECKED else found.counts
    update = Plan.model_validate(found.plan).existing == "update"
    left_out = Verdict.SKIPPED if update else Verdict.UPDATED
    return {
        "counts": [(LABELS[one], counts.get(one, 0)) for one in Verdict if one is not left_out],
        "refused": checked.get(Verdict.CANNOT, 0),
        "to_take": checked.get(Verdict.NEW, 0) + checked.get(Verdict.UPDATED, 0),
    }


def _problems(found: LeadIntake) -> Iterator[Problem]:
    for prospect in prospects(found.version, Plan.model_validate(found.plan)):
        yield from prospect.problems


PAGES = Pages(
    work=making.WORK,
    route="crm:",
    begin="crm:leads_from_table",
    above="crm:leads",
    folder="crm",
    form=PlanForm,
    kinds=KINDS,
    check=making.check,
    start=making.start,
    told=_told,
    words=PROBLEMS,
    problems=_problems,
)
