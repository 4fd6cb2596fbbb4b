"""Pages of segments."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import django_tables2 as tables
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from apps.core.forms import ConfirmForm, posted, status_of
from apps.core.tables import Table, table_page
from apps.crm.consent.purposes import purpose_name
from apps.crm.models import Segment
from apps.crm.segments.forms import SegmentForm
from apps.crm.segments.records import SEGMENTS
from apps.crm.segments.selecting import members, rows
from apps.crm.tabs import tabs
from apps.projects.access import ProjectRequest, may, project_page
from apps.projects.collections.saving import added, changed
from apps.projects.domain import records
from apps.projects.models import Role

SHOWN = 50
WORDS = {
    "many": gettext_lazy("Segments"),
    "delete": gettext_lazy("Delete this segment"),
    "consequence": gettext_lazy("The records in it stay. It cannot be undone."),
}


class SegmentTable(Table):
    """The segments of a project."""

    caption = gettext_lazy("Segments")
    name = tables.Column(gettext_lazy("Name"))
    of = tables.Column(gettext_lazy("Of"))
    note = tables.Column(gettext_lazy("Note"), default="–")
    updated_at = tables.DateTimeColumn(verbose_name=gettext_lazy("Changed"), short=True)

    class Meta(Table.Meta):
        model = Segment
        fields = ("name", "of", "note", "updated_at")
        sequence = fields
        order_by = "name"

    def render_name(self, record: Segment) -> str:
        url = reverse("crm:segment", args=[record.project_id, record.pk])
        return format_html('<a class="fw-medium" href="{}">{}</a>', url, record.name)


@require_safe
@project_page()
def segments(request: ProjectRequest) -> HttpResponse:
    """The list."""
    context = table_page(request, SegmentTable, Segment.objects.filter(project=request.project))
    context["table"].empty_context = {
        "icon": "filter",
        "title": _("No segments yet"),
        "text": _("Name what the people of a survey or campaign have in common."),
        "action_url": _url(request, "segment_new") if may(request, Role.ANALYST) else "",
        "action_label": _("Add segment"),
    }
    may_add = may(request, Role.ANALYST)
    return _page(request, "segments", tabs=tabs(request, "segments"), may_add=may_add, **context)


@require_safe
@project_page()
def segment(request: ProjectRequest, segment_id: UUID) -> HttpResponse:
    """Its rules, how many there are, and the first of them."""
    row = _row(request, segment_id)
    found = rows(row)
    people = members(row, found).count() if row.of != "contact" else None
    return _page(
        request,
        "segment",
        row=row,
        rules=row.rules,
        purpose=purpose_name(request.project.pk, row.rules.get("consent", "")),
        count=found.count(),
        people=people,
        shown=[(one, reverse(f"crm:{row.of}", args=[request.project.pk, one.pk]))
               for one in found.order_by("name", "pk")[:SHOWN]],
        most=SHOWN,
        may_edit=may(request, Role.ANALYST),
        may_delete=may(request, Role.EDITOR),
    )  # fmt: skip


@project_page(Role.ANALYST)
def segment_new(request: ProjectRequest) -> HttpResponse:
    """Add a segment."""
    form = SegmentForm(
        posted(request), instance=Segment(project=request.project), project=request.project
    )
    made = added(request, SEGMENTS, form)
    if made is not None:
        return redirect("crm:segment", request.project.pk, made.pk)
    return _page(request, "segment_form", form=form, row=None, back=_url(request, "segments"))


@project_page(Role.ANALYST)
def segment_edit(request: ProjectRequest, segment_id: UUID) -> HttpResponse:
    """Change a segment; what somebody else saved meanwhile is shown before it is overwritten."""
    row = _row(request, segment_id)
    form = SegmentForm(posted(request), instance=row, project=request.project)
    if changed(request, SEGMENTS, form, row) is not None:
        return redirect("crm:segment", request.project.pk, row.pk)
    return _page(request, "segment_form", form=form, row=row, back=_url(request, "segment", row.pk))


@project_page(Role.EDITOR)
def segment_delete(request: ProjectRequest, segment_id: UUID) -> HttpResponse:
    """Delete a segment, once its name was typed."""
    row = _row(request, segment_id)
    form = ConfirmForm(request.POST or None, phrase=row.name)
    if request.method == "POST" and form.is_valid():
        records.delete(SEGMENTS, row, request.user)
        messages.success(request, _("{name} was deleted.").format(name=row.name))
        return redirect("crm:segments", request.project.pk)
    detail_url = _url(request, "segment", row.pk)
    return _page(request, "delete", row=row, words=WORDS, error=form.problem, detail_url=detail_url)


def _row(request: ProjectRequest, segment_id: UUID) -> Segment:
    row: Segment | None = Segment.objects.filter(project=request.project, pk=segment_id).first()
    if row is None:
        raise Http404
    return row


def _url(request: ProjectRequest, name: str, *row: Any) -> str:
    return reverse(f"crm:{name}", args=[request.project.pk, *row])


def _page(request: ProjectRequest, name: str, **context: Any) -> HttpResponse:
    form = context.get("form")
    status = status_of(form)
    shared = {"list_url": _url(request, "segments"), "new_url": _url(request, "segment_new")}
    return render(request, f"crm/{name}.html", {**shared, **context}, status=status)
