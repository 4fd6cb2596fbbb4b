"""Leads from a table: choose it, say what its columns hold, look at the check, make them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.core import rendering
from apps.core.htmx import is_htmx, refresh
from apps.core.messages import Message, msg
from apps.core.spreadsheets import csv_download, harmless
from apps.crm.forms_leads import PlanForm
from apps.crm.models import LeadIntake
from apps.crm.prospects import making
from apps.crm.prospects.columns import KINDS, Plan
from apps.crm.prospects.making import Verdict
from apps.crm.prospects.rows import Problem, prospects
from apps.datasets.inputs import DatasetProvider
from apps.datasets.models import DatasetVersion
from apps.projects.access import ProjectRequest, project_page
from apps.projects.domain.errors import Refused
from apps.projects.models import Role


@project_page(Role.ANALYST)
def from_table(request: ProjectRequest) -> HttpResponse:
    """Choose a table; then say what its columns hold, and have it checked."""
    version = _version(request)
    if version is None:
        tables = DatasetProvider().choices(request.project.pk)
        return render(request, "crm/from_table.html", {"tables": tables})
    sent = request.POST if request.method == "POST" else None
    form = PlanForm(sent, version=version)
    if request.method == "POST" and form.is_valid():
        try:
            checked = making.check(version, form.plan, request.user)
        except Refused as refused:
            form.show_refusal(refused)
        else:
            return redirect("crm:intake", request.project.pk, checked.pk)
    return render(request, "crm/from_table.html", {"version": version, "form": form})


def _version(request: ProjectRequest) -> DatasetVersion | None:
    """The version that the address names; None where it names none."""
    wanted = request.GET.get("version", "")
    if not wanted:
        return None
    rows = DatasetVersion.objects.visible_to(request.user).select_related("dataset")
    try:
        version: DatasetVersion | None = rows.filter(project=request.project, pk=wanted).first()
    except (ValidationError, ValueError):
        version = None
    if version is None:
        raise Http404
    return version


def _intake(request: ProjectRequest, intake_id: UUID) -> LeadIntake:
    rows = LeadIntake.objects.visible_to(request.user).select_related("version__dataset")
    found: LeadIntake | None = rows.filter(project=request.project, pk=intake_id).first()
    if found is None:
        raise Http404
    return found


@project_page(Role.ANALYST)
def intake(request: ProjectRequest, intake_id: UUID) -> HttpResponse:
    """What the check found, and the button that makes the leads; how far they are, and the end."""
    found = _intake(request, intake_id)
    if request.method == "POST":
        try:
            making.start(found, request.user)
        except Refused as refused:
            messages.error(request, rendering.render(refused.message))
        return redirect("crm:intake", request.project.pk, found.pk)
    return render(request, "crm/intake.html", _context(found))


@require_safe
@project_page(Role.ANALYST)
def live(request: ProjectRequest, intake_id: UUID) -> HttpResponse:
    """How far it is, asked again and again while it runs."""
    found = _intake(request, intake_id)
    if found.state != LeadIntake.State.RUNNING:
        return (
            refresh(request)
            if is_htmx(request)
            else redirect("crm:intake", request.project.pk, found.pk)
        )
    return render(request, "crm/intake_live.html", _context(found))


def _context(found: LeadIntake) -> dict[str, Any]:
    checked = found.found.get("rows", {})
    counts = checked if found.state == LeadIntake.State.CHECKED else found.counts
    plan = Plan.model_validate(found.plan)
    return {
        "intake": found,
        "checked": found.state == LeadIntake.State.CHECKED,
        "verdicts": [(LABELS[one], counts.get(one, 0)) for one in Verdict if _told(one, plan)],
        "cannot": checked.get(Verdict.CANNOT, 0),
        "to_make": checked.get(Verdict.NEW, 0),
        "to_update": checked.get(Verdict.UPDATED, 0),
        "problem": _message(found.problem),
        "shown": [_described(plan, problem) for problem in found.found.get("problems", ())],
    }


def _told(one: Verdict, plan: Plan) -> bool:
    return one is not (Verdict.SKIPPED if plan.existing == "update" else Verdict.UPDATED)


LABELS = {
    Verdict.NEW: msg("New leads"),
    Verdict.UPDATED: msg("There already: changed to the table"),
    Verdict.SKIPPED: msg("There already: left as they are"),
    Verdict.TWICE: msg("Repeats of a row above"),
    Verdict.CANNOT: msg("Cannot become a lead"),
}


def _message(stored: Any) -> Message | None:
    return Message.model_validate(stored) if stored else None


def _described(plan: Plan, stored: dict[str, Any]) -> dict[str, Any]:
    problem = Problem(stored["row"], stored["field"], stored["reason"], "")
    reason, fix = problem.texts
    return {"row": problem.row, "column": _column(plan, problem), "reason": reason, "fix": fix}


def _column(plan: Plan, problem: Problem) -> str:
    """The column of the table; else what is missing."""
    kind = KINDS.get(problem.field)
    return plan.columns.get(problem.field) or (str(kind.label) if kind else "–")


@require_safe
@project_page(Role.ANALYST)
def problems(request: ProjectRequest, intake_id: UUID) -> StreamingHttpResponse:
    """All rows that cannot become leads, as CSV: row, column, value, what is wrong, what to do."""
    found = _intake(request, intake_id)
    return csv_download(_lines(found), "problems.csv")


def _lines(found: LeadIntake) -> Iterator[list[Any]]:
    plan = Plan.model_validate(found.plan)
    yield [_("row"), _("column"), _("value"), _("what is wrong"), _("what to do")]
    for prospect in prospects(found.version, plan):
        for problem in prospect.problems:
            texts = [rendering.render(text) for text in problem.texts]
            cells = [harmless(_column(plan, problem)), harmless(problem.value)]
            yield [problem.row, *cells, *texts]
