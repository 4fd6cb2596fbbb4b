"""Records from a table: choose it, say what its columns hold, look at the check, take them, and
take them back.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_POST, require_safe

from apps.core.messages import msg
from apps.datasets.intakes.pages import Pages
from apps.datasets.intakes.reading import Problem
from apps.feedback.records.intakes import making
from apps.feedback.records.intakes.columns import KINDS, Plan
from apps.feedback.records.intakes.forms import PlanForm
from apps.feedback.records.intakes.rows import PROBLEMS, read_rows
from apps.feedback.records.models import RecordIntake
from apps.projects.access import ProjectRequest, may, project_page
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
    return PAGES.choose(request)


@project_page(Role.ANALYST)
def intake(request: ProjectRequest, import_id: UUID) -> HttpResponse:
    may_undo = may(request, Role.EDITOR)
    return PAGES.show(request, import_id, may_undo=may_undo)


@require_POST
@project_page(Role.EDITOR)
def undo(request: ProjectRequest, import_id: UUID) -> HttpResponse:
    """Remove what the import created and restore what it changed."""
    return PAGES.act(request, import_id, making.undo)


@require_safe
@project_page(Role.ANALYST)
def live(request: ProjectRequest, import_id: UUID) -> HttpResponseBase:
    return PAGES.live(request, import_id)


@require_safe
@project_page(Role.ANALYST)
def problems(request: ProjectRequest, import_id: UUID) -> StreamingHttpResponse:
    return PAGES.download(request, import_id)


def _told(found: RecordIntake) -> dict[str, Any]:
    checked = found.found.get("rows", {})
    counts = checked if found.state == State.CHECKED else found.counts
    labels = {**LABELS, **UNDONE} if found.counts.get("undoing") else LABELS
    return {
        "partly": found.found.get("checked", 0) < found.version.rows,
        "checked_rows": found.found.get("checked", 0),
        "counts": [(label, counts.get(name, 0)) for name, label in labels.items()],
        "refused": counts.get("refused", 0),
        "to_take": checked.get("created", 0) + checked.get("updated", 0),
        "undoable": found.state in (State.DONE, State.STOPPED),
    }


def _problems(found: RecordIntake) -> Iterator[Problem]:
    for read in read_rows(found.version, Plan.model_validate(found.plan)):
        yield from read.problems


PAGES = Pages(
    work=making.WORK,
    route="feedback:",
    begin="feedback:from_table",
    above="feedback:records",
    folder="feedback",
    form=PlanForm,
    kinds=KINDS,
    check=making.check,
    start=making.start,
    told=_told,
    words=PROBLEMS,
    problems=_problems,
    undoes=True,
)
