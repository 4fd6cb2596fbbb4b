"""Pages of the register: parse, ask the domain, render."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from apps.core.api.files import attachment
from apps.core.rendering import render as say
from apps.core.tables import table_page
from apps.jobs.domain import queries
from apps.jobs.models import Job
from apps.projects.access import ProjectRequest, may, project_page
from apps.projects.domain.errors import Refused
from apps.projects.models import Role
from apps.research.predictions import coverage, keeping, looking, report, taking
from apps.research.predictions.filters import PredictionFilter
from apps.research.predictions.forms import ActualForm, LinkForm
from apps.research.predictions.models import Prediction, PredictionSet
from apps.research.predictions.tables import (
    PredictionTable,
    badge,
    csv_lines,
    figure,
    interval,
    source_of,
)

KEPT_SHOWN = 20


def _rows(request: ProjectRequest) -> QuerySet[Prediction]:
    """The project's predictions with what a list shows."""
    return Prediction.objects.filter(project=request.project).select_related("kept")


@require_GET
@project_page()
def overview(request: ProjectRequest) -> HttpResponse:
    """What the register says of the project, or what to do while it is empty."""
    stand = coverage.standing(request.project)
    rows = coverage.rows_of(request.project) if stand.counted else []
    context = {
        "here": "overview",
        "stand": stand,
        "result": report.result(rows, stand) if stand.all else None,
        "keeps_all": keeping.keeps_all(request.project),
        "may_switch": may(request, Role.EDITOR),
        "may_look": may(request, Role.ANALYST),
    }
    return render(request, "research/predictions.html", context)


@require_GET
@project_page()
def index(request: ProjectRequest) -> HttpResponse:
    """Every prediction; filters, sort and pages in the URL."""
    context = table_page(request, PredictionTable, _rows(request), PredictionFilter)
    context["table"].empty_context = context["table"].empty_context or (
        None if context["table"].filtered else _empty(request)
    )
    return render(
        request,
        "research/predictions_list.html",
        {**context, "here": "list", "query": request.GET.urlencode()},
    )


def _empty(request: ProjectRequest) -> dict[str, Any]:
    return {
        "icon": "target",
        "title": _("No predictions are kept yet"),
        "text": _("Run a forecast, then choose 'Keep these predictions' on its page."),
        "action_url": reverse("jobs:new", args=[request.project.pk])
        if may(request, Role.ANALYST)
        else "",
        "action_label": _("Run a forecast"),
    }


@require_GET
@project_page()
def export(request: ProjectRequest) -> StreamingHttpResponse:
    """The list as CSV, by the filters of its address."""
    people = ("kept__made_by", "actual_version__dataset")
    rows = _rows(request).select_related("kept", *people)
    found = PredictionFilter(request.GET or None, queryset=rows, request=request).qs
    response = StreamingHttpResponse(csv_lines(found), content_type="text/csv; charset=utf-8")
    name = _("predictions of {project}").format(project=request.project.name)
    return attachment(response, f"{name} {timezone.localdate()}.csv")


@require_POST
@project_page(Role.EDITOR)
def switch(request: ProjectRequest) -> HttpResponse:
    """Keep predictions of later runs by themselves, or no longer."""
    on = request.POST.get("on") == "1"
    keeping.switch(request.project, request.user, on)
    text = _("Predictions of later runs are kept by themselves.") if on else _("Switched off.")
    messages.success(request, text)
    return redirect("research:predictions", request.project.pk)


@require_POST
@project_page(Role.ANALYST)
def look(request: ProjectRequest) -> HttpResponse:
    """Look for actual values in the newest versions now."""
    jobs = looking.look_now(request.project)
    if jobs:
        count = len(jobs)
        messages.success(
            request,
            ngettext(
                "Looking into {count} table. What is found is here in a moment.",
                "Looking into {count} tables. What is found is here in a moment.",
                count,
            ).format(count=count),
        )
    else:
        messages.warning(request, _("There is no table to look into: see the kept runs."))
    return redirect("research:predictions", request.project.pk)


@project_page(Role.ANALYST)
def keep(request: ProjectRequest, job_id: UUID) -> HttpResponse:
    """What would be kept of a run, and the button that keeps it."""
    job = get_object_or_404(Job.objects.filter(project=request.project), pk=job_id)
    kept = keeping.kept_of(job)
    if kept is None and request.method == "POST":
        try:
            kept = keeping.keep(job, request.user)
        except Refused as refused:
            messages.error(request, say(refused.message))
            return redirect("jobs:detail", request.project.pk, job.pk)
        messages.success(request, _("Kept. They are scored when their actual values arrive."))
    if kept is not None:
        return redirect("research:predictions_set", request.project.pk, kept.pk)
    predicted = keeping.predicted_by(job)
    rows = predicted.rows if predicted else []
    context = {
        "job": job,
        "rows": rows[:KEPT_SHOWN],
        "count": len(rows),
        "unit": predicted.unit if predicted else "",
        "of_means": any(row.band == "mean" for row in rows),
        "engine": queries.engine_label(job.engine_key),
    }
    return render(request, "research/predictions_keep.html", context)


@project_page(write=Role.EDITOR)
def kept_run(request: ProjectRequest, set_id: UUID) -> HttpResponse:
    """One run's predictions, and where their actual values are looked for."""
    sets = PredictionSet.objects.filter(project=request.project)
    kept = get_object_or_404(sets.select_related("watched", "version", "made_by"), pk=set_id)
    form = LinkForm(request.POST or None, kept=kept) if may(request, Role.EDITOR) else None
    if request.method == "POST" and form is not None and form.is_valid() and form.chosen:
        columns = {name: form.cleaned_data[name] for name in looking.COLUMNS}
        looking.link(kept, request.user, form.chosen, columns)
        messages.success(request, _("Saved. Actual values are looked for there."))
        return redirect("research:predictions_set", request.project.pk, kept.pk)
    rows = _rows(request).filter(kept=kept).order_by("market", "period")
    context = {
        **table_page(request, PredictionTable, rows, order_by=("market", "period")),
        "kept": kept,
        "engine": queries.engine_label(kept.engine_key),
        "form": form,
    }
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "research/predictions_set.html", context, status=status)


@project_page(write=Role.ANALYST)
def detail(request: ProjectRequest, prediction_id: UUID) -> HttpResponse:
    """One prediction, every actual value that it was scored by, and the form for another."""
    known = ("kept__made_by", "actual_version__dataset", "actual_by")
    row = get_object_or_404(_rows(request).select_related("kept", *known), pk=prediction_id)
    form = ActualForm(request.POST or None) if may(request, Role.ANALYST) else None
    if request.method == "POST" and form is not None and form.is_valid():
        data = form.cleaned_data
        try:
            taking.enter(row, request.user, data["actual"], data["source"])
        except Refused as refused:
            form.add_error(refused.field or None, say(refused.message))
        else:
            messages.success(request, _("The prediction is scored."))
            return redirect("research:prediction", request.project.pk, row.pk)
    scores = row.scores.select_related("version__dataset", "by")
    context = {
        "row": row,
        "kept": row.kept,
        "state": badge(row),
        "interval": interval(row),
        "value": figure(row.value, row.kept.unit),
        "engine": queries.engine_label(row.kept.engine_key),
        "scores": [(score, figure(score.actual, row.kept.unit), source_of(score))
                   for score in scores],
        "form": form,
    }  # fmt: skip
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "research/prediction.html", context, status=status)
