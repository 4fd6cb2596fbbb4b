"""The projects that the frame of every page offers to switch to."""

from __future__ import annotations

from django.http import HttpRequest

from apps.projects.models import Project

MOST = 12


def projects_to_switch_to(request: HttpRequest) -> list[Project]:
    """The person's active projects, the last changed first, a dozen at most."""
    rows = Project.objects.visible_to(request.user).active().only("id", "name")
    return list(rows.order_by("-updated_at")[:MOST])
