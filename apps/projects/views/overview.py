"""The project's front page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.projects.access import ProjectRequest, project_page
from apps.projects.cards import cards_of
from apps.projects.domain.overview import by_stage, entries_of, next_steps, points


@require_safe
@project_page()
def overview(request: ProjectRequest) -> HttpResponse:
    """Product, map, markets by stage, cards of the other rooms, and what to do next."""
    project = request.project
    entries = entries_of(project)
    context = {
        "product": getattr(project, "product", None),
        "entries": entries,
        "points": points(project.pk, entries),
        "stages": by_stage(entries),
        "steps": next_steps(project, entries, request.role),
        "cards": cards_of(project, request.user),
        "candidates": sum(not entry.is_home for entry in entries),
    }
    return render(request, "projects/overview.html", context)
