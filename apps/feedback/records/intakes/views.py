"""Records from a table: choose it, say what its columns hold, look at the check, take them, and
take them back.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.core import rendering
from apps.core.htmx import is_htmx, refresh
from apps.core.messages import Message, msg
from apps.core.spreadsheets import csv_download, harmless
from apps.datasets.inputs import DatasetProvider
from apps.datasets.models import DatasetVersion
from apps.feedback.records.intakes import making
from apps.feedback.records.intakes.columns import KINDS, Plan
from apps.feedback.records.intakes.forms import PlanForm
from apps.feedback.records.intakes.rows import Problem, read_rows
from apps.feedback.records.models import RecordIntake
from apps.projects.access import ProjectRequest, project_page
from apps.projects.domain.errors import Refused
from apps.projects.models import Role

State = RecordIntake.State
LABELS = {
    "created": msg("New records"),
    "updated": msg("There already: changed to the table"),
    "unchanged": msg("There already: the same"),
    "refused": msg("Cannot be taken"),
    "duplicates": msg("Of the new ones, repetitions"),
}
UNDONE = {
    "removed": msg("Records removed"),
    "restored": msg("Records as they were before"),
    "left": msg("Left alone: changed since"),
}


@project_page(Role.ANALYST)
def from_table(request: ProjectRequest) -> HttpResponse:
    """Choose a table; then say what its columns hold, and have it checked."""
    version = _version(request)
    if version is None:
        tables = DatasetProvider().choices(request.project.pk)
        rows = RecordIntake.objects.visible_to(request.user).filter(project=request.project)
        earlier = rows.exclude(state=State.CHECKED).select_related("version__dataset")[:10]
        return render(request, "feedback/from_table.html", {"tables": tables, "earlier": earlier})
    form = PlanForm(request.POST if request.method == "POST" else None, version=version)
    if request.method == "POST" and form.is_valid():
        try:
            checked = making.check(version, form.plan, request.user)
        except Refused as refused:
            form.show_refusal(refused)
        else:
            return redirect("feedback:intake", request.project.pk, checked.pk)
    return render(request, "feedback/from_table.html", {"version": version, "form": form})


def _version(request: ProjectRequest) -> DatasetVersion | None:
    """The version that the address names; None where it names none."""
    wanted = request.GET.get("version", "")
    if not wanted:
        return None
    rows = DatasetVersion.objects.visible_to(request.user).select_related("dataset", "project")
    try:
        version: DatasetVersion | None = rows.filter(project=request.project, pk=wanted).first()
    except (ValidationError, ValueError):
        version = None
    if version is None:
        raise Http404
    return version


def _intake(request: ProjectRequest, import_id: UUID) -> RecordIntake:
    rows = RecordIntake.objects.visible_to(request.user).select_related("version__dataset")
    found: RecordIntake | None = rows.filter(project=request.project, pk=import_id).first()
    if found is None:
        raise Http404
    return found


@project_page(Role.ANALYST)
def intake(request: ProjectRequest, import_id: UUID) -> HttpResponse:
    """What the check found, and the button that takes the rows; how far it is, and the end."""
    found = _intake(request, import_id)
    if request.method == "POST":
        try:
            making.start(found, request.user)
        except Refused as refused:
            messages.error(request, rendering.render(refused.message))
        return redirect("feedback:intake", request.project.pk, found.pk)
    may_undo = request.role.covers(Role.EDITOR) and not request.project.archived_at
    context = {
        **_context(found),
        "may_undo": may_undo and found.state in (State.DONE, State.STOPPED),
    }
    return render(request, "feedback/intake.html", context)


@require_POST
@project_page(Role.EDITOR)
def undo(request: ProjectRequest, import_id: UUID) -> HttpResponse:
    """Remove what the import created and restore what it changed."""
    found = _intake(request, import_id)
    try:
        making.undo(found, request.user)
    except Refused as refused:
        messages.error(request, rendering.render(refused.message))
    return redirect("feedback:intake", request.project.pk, found.pk)


@require_safe
@project_page(Role.ANALYST)
def live(request: ProjectRequest, import_id: UUID) -> HttpResponse:
    """How far it is, asked again and again while it runs."""
    found = _intake(request, import_id)
    if found.state not in making.WORKING:
        return (
            refresh(request)
            if is_htmx(request)
            else redirect("feedback:intake", request.project.pk, found.pk)
        )
    return render(request, "feedback/intake_live.html", _context(found))


def _context(found: RecordIntake) -> dict[str, Any]:
    checked = found.found.get("rows", {})
    counts = checked if found.state == State.CHECKED else found.counts
    labels = {**LABELS, **UNDONE} if found.counts.get("undoing") else LABELS
    plan = Plan.model_validate(found.plan)
    return {
        "intake": found,
        "checked": found.state == State.CHECKED,
        "working": found.state in making.WORKING,
        "partly": found.found.get("checked", 0) < found.version.rows,
        "checked_rows": found.found.get("checked", 0),
        "counts": [(label, counts.get(name, 0)) for name, label in labels.items()],
        "refused": counts.get("refused", 0),
        "to_take": checked.get("created", 0) + checked.get("updated", 0),
        "problem": Message.model_validate(found.problem) if found.problem else None,
        "shown": [_described(plan, problem) for problem in found.found.get("problems", ())],
    }


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
def problems(request: ProjectRequest, import_id: UUID) -> StreamingHttpResponse:
    """All rows that cannot be taken, as CSV: row, column, value, what is wrong, what to do."""
    found = _intake(request, import_id)
    return csv_download(_lines(found), "problems.csv")


def _lines(found: RecordIntake) -> Iterator[list[Any]]:
    plan = Plan.model_validate(found.plan)
    yield [_("row"), _("column"), _("value"), _("what is wrong"), _("what to do")]
    for read in read_rows(found.version, plan):
        for problem in read.problems:
            texts = [rendering.render(text) for text in problem.texts]
            cells = [harmless(_column(plan, problem)), harmless(problem.value)]
            yield [problem.row, *cells, *texts]
