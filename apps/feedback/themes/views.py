"""Pages of themes: the list, one theme, and what people do with them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.core import rendering
from apps.core.tables import table_page
from apps.feedback.models import FeedbackRecord, Theme, ThemeMember, ThemeRun
from apps.feedback.themes import charts, editing, figures
from apps.feedback.themes.examples import examples_of
from apps.feedback.themes.forms import LookForm, PlaceForm, ThemeForm
from apps.feedback.themes.inputs import records_of, themes_of
from apps.feedback.themes.tables import MemberTable, ThemeFilter, ThemeTable, interval
from apps.jobs.domain.submit import SubmissionRefused
from apps.projects.access import ProjectRequest, may, project_page
from apps.projects.domain.errors import Refused, Stale
from apps.projects.models import Role
from apps.projects.plan.evidence import item_url

CHARTED = 5
# Of the index alone: a join would read the row of each member.
_SIZE = Coalesce(
    Subquery(
        ThemeMember.objects.filter(theme=OuterRef("pk")).order_by().values("theme")
        .annotate(rows=Count("*")).values("rows"),
        output_field=IntegerField(),
    ),
    0,
)  # fmt: skip


@require_safe
@project_page()
def index(request: ProjectRequest) -> HttpResponse:
    """The list with shares, markets and languages, and the most frequent ones over time."""
    project = request.project
    rows = themes_of(project.pk).annotate(size=_SIZE).defer("parts", "examples")
    context = table_page(request, ThemeTable, rows, ThemeFilter)
    table, may_look = context["table"], may(request, Role.ANALYST)
    table.figures = figures.of(project)
    if not table.filtered:
        table.empty_context = {
            "icon": "messages",
            "title": _("No themes yet"),
            "text": _("Look for them once there is feedback: some hundred records are enough."),
            "action_url": reverse("feedback:themes_look", args=[project.pk]) if may_look else "",
            "action_label": _("Look for themes"),
        }
    largest = sorted((row.record for row in table.paginated_rows), key=lambda one: -one.size)
    context |= {
        "chart": charts.over_time(largest[:CHARTED], table.figures.months),
        "run": ThemeRun.objects.filter(project=project).select_related("job").first(),
        "may_look": may_look,
    }
    return render(request, "feedback/themes.html", context)


@require_safe
@project_page()
def detail(request: ProjectRequest, theme_id: UUID) -> HttpResponse:
    """One theme: how often it comes up, where and when; its words, examples and records."""
    row = theme_of(request, theme_id)
    if row.merged_into_id:
        return redirect("feedback:theme", request.project.pk, row.merged_into_id)
    members = ThemeMember.objects.filter(theme=row).select_related("record")
    told = figures.of(request.project)
    markets = told.markets
    context = table_page(request, MemberTable, members.defer("record__search"))
    context["table"].may_move = may(request, Role.ANALYST)
    whole = told.share(row.pk)
    context |= {
        "row": row,
        "whole": whole,
        "interval": interval(whole),
        "examples": examples_of(row),
        "charts": [
            chart
            for chart in (charts.over_time([row], told.months), charts.by_market(row, markets))
            if chart
        ],
        "markets": [
            (rendering.country(code), markets.share(row.pk, code)) for code in markets.most(30)
        ],
        "may_edit": may(request, Role.ANALYST),
        "may_plan": request.role.covers(Role.EDITOR) and may(request, Role.ANALYST),
    }
    return render(request, "feedback/theme.html", context)


@project_page(Role.ANALYST)
def look(request: ProjectRequest) -> HttpResponse:
    """Start a run that looks for themes in all records of the project."""
    form = LookForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            job = editing.look(request.project, request.user, form.params)
        except Refused as few:
            form.add_error(None, rendering.render(few.message))
        except SubmissionRefused as refused:
            form.show_issues(refused)
        else:
            return redirect("jobs:detail", request.project.pk, job.pk)
    count = records_of(request.project.pk).count()
    return _form(
        request,
        form,
        title=_("Look for themes"),
        submit=_("Look for themes"),
        text=_("In {count} records with a text. Names, locks and merged themes stay.").format(
            count=rendering.show(count)
        ),
    )


@project_page(Role.ANALYST)
def edit(request: ProjectRequest, theme_id: UUID) -> HttpResponse:
    """Name and lock; what somebody else saved meanwhile is shown before it is overwritten."""
    row = theme_of(request, theme_id)
    form = ThemeForm(sent(request), instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            editing.change(row, form.values, request.user, seen=form.cleaned_data["seen"])
        except Stale as stale:
            form.show_conflict(stale.current)
        except Refused as refused:
            form.show_refusal(refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("feedback:theme", request.project.pk, row.pk)
    return _form(request, form, title=_("Edit theme"), row=row)


@project_page(Role.ANALYST)
def merge(request: ProjectRequest, theme_id: UUID) -> HttpResponse:
    """Make this theme a part of another one."""
    row = theme_of(request, theme_id)
    form = PlaceForm(sent(request), themes=themes_of(request.project.pk).exclude(pk=row.pk))
    if request.method == "POST" and form.is_valid():
        try:
            other = editing.merge(row, form.cleaned_data["theme"], request.user)
        except Refused as refused:
            form.add_error("theme", rendering.render(refused.message))
        else:
            messages.success(request, _("The themes are one now."))
            return redirect("feedback:theme", request.project.pk, other.pk)
    text = _("All records of '{name}' go to the theme that you choose, in further runs too.")
    return _form(request, form, title=_("Merge theme"), row=row, text=text.format(name=row.name))


@require_POST
@project_page(Role.EDITOR)
def plan(request: ProjectRequest, theme_id: UUID) -> HttpResponse:
    """Make an item of the product plan from the theme."""
    row = theme_of(request, theme_id)
    try:
        item = editing.plan_item(row, request.user)
    except Refused as refused:
        messages.error(request, rendering.render(refused.message))
        return redirect("feedback:theme", request.project.pk, row.pk)
    messages.success(request, _("An item of the plan was made. The theme stands behind it."))
    return redirect(item_url(item))


@project_page(Role.ANALYST)
def move(request: ProjectRequest, record_id: UUID) -> HttpResponse:
    """Put one record into another theme, or into none."""
    rows = FeedbackRecord.objects.visible_to(request.user).filter(project=request.project)
    record = rows.filter(pk=record_id).first()
    if record is None:
        raise Http404
    member = ThemeMember.objects.filter(record=record).first()
    form = PlaceForm(
        sent(request), themes=themes_of(request.project.pk), required=False,
        initial={"theme": member.theme_id if member else None},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        theme = form.cleaned_data["theme"]
        try:
            editing.move(record, theme, request.user)
        except Refused as refused:
            form.add_error("theme", rendering.render(refused.message))
        else:
            messages.success(request, _("The record was moved. Further runs leave it there."))
            back = theme.pk if theme else (member.theme_id if member else None)
            if back is None:
                return redirect("feedback:themes", request.project.pk)
            return redirect("feedback:theme", request.project.pk, back)
    return _form(request, form, title=_("Move record"), text=record.text[:1000])


def _form(
    request: ProjectRequest,
    form: Any,
    *,
    title: str,
    text: str = "",
    submit: str = "",
    row: Theme | None = None,
) -> HttpResponse:
    project = request.project.pk
    back = reverse("feedback:theme", args=[project, row.pk]) if row else ""
    context = {
        "form": form,
        "title": title,
        "text": text,
        "submit": submit,
        "row": row,
        "cancel_url": back or reverse("feedback:themes", args=[project]),
    }
    return render(request, "feedback/theme_form.html", context)


def theme_of(request: ProjectRequest, theme_id: UUID) -> Theme:
    """The theme of the address; 404 for those of other projects."""
    rows = Theme.objects.visible_to(request.user).filter(project=request.project)
    found: Theme | None = rows.filter(pk=theme_id).first()
    if found is None:
        raise Http404
    return found


def sent(request: ProjectRequest) -> Any:
    """What a form is bound to."""
    return request.POST if request.method == "POST" else None
