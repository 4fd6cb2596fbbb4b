"""What all pages of this room share: the tabs above them, and who may do what."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.projects.access import ProjectRequest
from apps.projects.models import Role

TABS = (
    ("campaigns", _("Campaigns"), "list-check"),
    ("calendar", _("Calendar"), "calendar-event"),
    ("strategies", _("Strategy"), "target"),
    ("prices", _("Prices"), "tag"),
    ("partners", _("Partners"), "users-group"),
    ("channels", _("Channels"), "plug"),
)


def page(request: ProjectRequest, name: str, /, *, here: str = "", **context: Any) -> HttpResponse:
    """A page of the room with the tabs above it."""
    tabs = [
        {
            "label": label,
            "icon": icon,
            "url": reverse(f"promotion:{tab}", args=[request.project.pk]),
            "here": tab == (here or name),
        }
        for tab, label, icon in TABS
    ]
    shared = {"tabs": tabs, "may_edit": may(request), "may_delete": may(request, Role.EDITOR)}
    return render(request, f"promotion/{name}.html", {**shared, **context})


def may(request: ProjectRequest, role: Role = Role.ANALYST) -> bool:
    return request.role.covers(role) and not request.project.archived_at


def new_url(request: ProjectRequest, section: str) -> str:
    """Where a row is added; '' for those who may not."""
    return reverse("promotion:new", args=[request.project.pk, section]) if may(request) else ""


def row_or_404(request: ProjectRequest, rows: QuerySet[Any], key: UUID) -> Any:
    """The row of the project, or 404."""
    row = rows.filter(project=request.project, pk=key).first()
    if row is None:
        raise Http404
    return row
