"""Forms of the register: one view each to add, change and delete a row of any of its kinds."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from apps.projects.access import ProjectRequest, project_page
from apps.projects.collections.forms import initial_from
from apps.projects.collections.pages import Editor
from apps.projects.collections.sections import Section
from apps.projects.models import Role
from apps.research.competitors.forms import OWN, SeenForm
from apps.research.competitors.sections import SECTIONS

NAMED = ("competitor", "market", "feature", "dimension", "currency", "per", "product")


def _initial(request: ProjectRequest, what: Section) -> dict[str, Any]:
    ids = ("competitor", "feature", "dimension")
    initial: dict[str, Any] = initial_from(request.GET, what.form, NAMED, ids=ids, also=(OWN,))
    if issubclass(what.form, SeenForm):
        initial.setdefault("seen_by", str(request.user))
    initial.setdefault("currency", request.project.currency)
    return initial


EDITOR = Editor(SECTIONS, "research/register/base.html", "research:register_", _initial)


@project_page(Role.ANALYST)
def new(request: ProjectRequest, section: str) -> HttpResponse:
    return EDITOR.add(request, section)


@project_page(Role.ANALYST)
def edit(request: ProjectRequest, section: str, row_id: UUID) -> HttpResponse:
    return EDITOR.change(request, section, row_id)


@project_page(Role.EDITOR)
def delete(request: ProjectRequest, section: str, row_id: UUID) -> HttpResponse:
    return EDITOR.remove(request, section, row_id)
