"""Days of campaigns from a table: choose it, say what its columns hold, look at the check, take
them, and take them back.
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
from apps.projects.access import ProjectRequest, project_page
from apps.projects.models import Role
from apps.promotion.intakes import making
from apps.promotion.intakes.columns import KINDS, Plan
from apps.promotion.intakes.forms import PlanForm
from apps.promotion.intakes.rows import PROBLEMS, read_rows
from apps.promotion.models import OutcomeIntake
from apps.promotion.pages import may

State = OutcomeIntake.State
LABELS = {
    "created": msg("New days"),
    "updated": msg("There already: changed to the table"),
    "unchanged": msg("There already: the same"),
    "skipped": msg("There already: left as they are"),
    "refused": msg("Cannot be taken"),
}
UNDONE = {
    "removed": msg("Days removed"),
    "restored": msg("Days as they were before"),
    "left": msg("Left alone: changed since"),
}


@project_page(Role.ANALYST)
def from_table(request: ProjectRequest) -> HttpResponse:
    return PAGES.choose(request)


@project_page(Role.ANALYST)
def intake(request: ProjectRequest, figures_id: UUID) -> HttpResponse:
    return PAGES.show(request, figures_id, may_undo=may(request, Role.EDITOR))


@require_POST
@project_page(Role.EDITOR)
def undo(request: ProjectRequest, figures_id: UUID) -> HttpResponse:
    """Remove the days that the import made and restore those that it changed."""
    return PAGES.act(request, figures_id, making.undo)


@require_safe
@project_page(Role.ANALYST)
def live(request: ProjectRequest, figures_id: UUID) -> HttpResponseBase:
    return PAGES.live(request, figures_id)


@require_safe
@project_page(Role.ANALYST)
def problems(request: ProjectRequest, figures_id: UUID) -> StreamingHttpResponse:
    return PAGES.download(request, figures_id)


def _told(found: OutcomeIntake) -> dict[str, Any]:
    checked = found.found.get("rows", {})
    counts = checked if found.state == State.CHECKED else found.counts
    update = Plan.model_validate(found.plan).existing == "update"
    left_out = "skipped" if update else "updated"
    labels = {name: label for name, label in LABELS.items() if name != left_out}
    labels = {**labels, **UNDONE} if found.counts.get("undoing") else labels
    return {
        "partly": found.found.get("checked", 0) < found.version.rows,
        "checked_rows": found.found.get("checked", 0),
        "counts": [(label, counts.get(name, 0)) for name, label in labels.items()],
        "refused": counts.get("refused", 0),
        "to_take": checked.get("created", 0) + checked.get("updated", 0),
        "undoable": found.state in (State.DONE, State.STOPPED),
    }


def _problems(found: OutcomeIntake) -> Iterator[Problem]:
    for read in read_rows(found.version, Plan.model_validate(found.plan)):
        yield from read.problems


PAGES = Pages(
    work=making.WORK,
    route="promotion:",
    begin="promotion:from_table",
    above="promotion:campaigns",
    folder="promotion",
    form=PlanForm,
    kinds=KINDS,
    check=making.check,
    start=making.start,
    told=_told,
    words=PROBLEMS,
    problems=_problems,
    undoes=True,
)
