"""Pages of schedules: made from a finished job, changed, paused, run, deleted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from apps.core import rendering
from apps.core.forms import ConfirmForm, posted
from apps.core.htmx import redirect
from apps.core.joining import sentences
from apps.core.tables import table_page
from apps.engines.contract import Issue
from apps.jobs.domain import cron, queries, schedules
from apps.jobs.domain.submit import SubmissionRefused
from apps.jobs.forms_schedules import ScheduleForm
from apps.jobs.models import Job, Schedule, Task
from apps.jobs.permissions import may_change, require_change
from apps.jobs.presentation import asked
from apps.jobs.tables import ScheduleTable
from apps.jobs.views import the_job
from apps.projects.access import ProjectRequest, may, project_page
from apps.projects.domain.errors import Refused, Stale
from apps.projects.models import Role


def the_schedule(request: ProjectRequest, schedule_id: UUID) -> Schedule:
    """A schedule of this project, or 404."""
    rows = Schedule.objects.filter(project=request.project)
    return get_object_or_404(rows.select_related("created_by", "last_job"), pk=schedule_id)


@require_GET
@project_page()
def index(request: ProjectRequest) -> HttpResponse:
    """The project's schedules."""
    rows = Schedule.objects.filter(project=request.project).select_related("created_by")
    context = table_page(request, ScheduleTable, rows)
    context["table"].empty_context = {
        "icon": "calendar-event",
        "title": _("No schedules yet"),
        "text": _("Open a run that has ended and choose 'Repeat this' to have it run by itself."),
        "action_url": reverse("jobs:list", args=[request.project.pk]),
        "action_label": _("Choose a run"),
    }
    return render(request, "jobs/schedules.html", context)


@require_GET
@project_page()
def detail(request: ProjectRequest, schedule_id: UUID) -> HttpResponse:
    """What runs when, what happened last, and what comes next."""
    row = the_schedule(request, schedule_id)
    changes = may_change(row, request.user, request.role) and not request.project.archived_at
    context = {
        "row": row,
        "engine": queries.engine_label(row.engine_key),
        "when": cron.in_words(row.expression),
        "upcoming": _upcoming(row.expression, row.time_zone) if row.enabled else [],
        "asked": asked(_as_job(row)),
        "may_change": changes,
        "may_run": may(request, Role.ANALYST),
    }
    return render(request, "jobs/schedule.html", context)


def _as_job(row: Schedule) -> Job:
    """The run that would be asked for, for the words of its page."""
    return Job(engine_key=row.engine_key, params=row.params, task=Task.RUN)


def _upcoming(expression: str, time_zone: str) -> list[Any]:
    return cron.upcoming(expression, time_zone, timezone.now())


@project_page(Role.ANALYST)
def new(request: ProjectRequest) -> HttpResponse:
    """Repeat the finished job that ``from`` names."""
    try:
        job = the_job(request, UUID(request.GET.get("from", "")))
    except ValueError:
        raise Http404 from None
    if not job.is_final or job.task != Task.RUN or job.parent_id is not None:
        raise Http404
    first = {
        "name": job.title, "when": "day", "at": "06:00", "newest": True,
        "time_zone": str(request.user.time_zone),
    }  # fmt: skip
    form = ScheduleForm(posted(request), initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            values = {**schedules.from_job(job), **form.values}
            made = schedules.make(request.project, request.user, values)
        except SubmissionRefused as refused:
            form.add_error(None, _words(refused.issues))
        else:
            messages.success(request, _("'{name}' is scheduled.").format(name=made.name))
            return redirect(request, "jobs:schedule", request.project.pk, made.pk)
    return _form_page(request, form, {"job": job})


@project_page(Role.ANALYST)
def edit(request: ProjectRequest, schedule_id: UUID) -> HttpResponse:
    """Change name, times and data."""
    row = the_schedule(request, schedule_id)
    require_change(row, request.user, request.role)
    form = ScheduleForm(posted(request), instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            seen = form.cleaned_data["seen"]
            schedules.change(row, request.user, form.values, seen=seen)
        except Stale as stale:
            form.show_conflict(stale.current)
        else:
            messages.success(request, _("Saved."))
            return redirect(request, "jobs:schedule", request.project.pk, row.pk)
    return _form_page(request, form, {"row": the_schedule(request, schedule_id)})


def _form_page(
    request: ProjectRequest, form: ScheduleForm, context: dict[str, Any]
) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    page = {**context, "form": form, **_preview(form)}
    return render(request, "jobs/schedule_form.html", page, status=status)


@require_GET
@project_page(Role.ANALYST)
def times(request: ProjectRequest) -> HttpResponse:
    """The times of a form that is being filled in, in words and as the next five."""
    return render(request, "jobs/schedule_form.html#times", _preview(ScheduleForm(request.GET)))


def _preview(form: ScheduleForm) -> dict[str, Any]:
    """The form's times; nothing while they are not known."""
    values: dict[str, Any] = {}
    if form.is_bound:
        form.is_valid()
        broken = set(form.errors) & {"when", "at", "expression", "time_zone"}
        values = {} if broken else form.cleaned_data
    else:
        shown = {name: form[name].value() for name in ScheduleForm.TIMES}
        trial = ScheduleForm({**shown, "name": "-", "newest": "True"})
        values = trial.cleaned_data if trial.is_valid() else {}
    if not values.get("expression"):
        return {"upcoming": []}
    expression, zone = values["expression"], values["time_zone"]
    return {
        "when": cron.in_words(expression),
        "zone": zone,
        "upcoming": _upcoming(expression, zone),
    }


@require_POST
@project_page(write=Role.ANALYST)
def switch(request: ProjectRequest, schedule_id: UUID) -> HttpResponse:
    """Pause it, or let it run on (``on=1``)."""
    row = the_schedule(request, schedule_id)
    require_change(row, request.user, request.role)
    on = request.POST.get("on") == "1"
    schedules.switch(row, request.user, on)
    messages.success(request, _("It runs again.") if on else _("It is paused."))
    return redirect(request, "jobs:schedule", request.project.pk, row.pk)


@require_POST
@project_page(write=Role.ANALYST)
def run(request: ProjectRequest, schedule_id: UUID) -> HttpResponse:
    """Run it once now, in the person's own name."""
    row = the_schedule(request, schedule_id)
    try:
        job = schedules.run_now(row, request.user)
    except SubmissionRefused as refused:
        messages.error(request, _words(refused.issues))
    except Refused as refused:
        messages.error(request, rendering.render(refused.message))
    else:
        return redirect(request, "jobs:detail", request.project.pk, job.pk)
    return redirect(request, "jobs:schedule", request.project.pk, row.pk)


@project_page(Role.ANALYST)
def delete(request: ProjectRequest, schedule_id: UUID) -> HttpResponse:
    """Delete it, once its name was typed. Its runs stay."""
    row = the_schedule(request, schedule_id)
    require_change(row, request.user, request.role)
    form = ConfirmForm(request.POST or None, phrase=row.name)
    if request.method == "POST" and form.is_valid():
        schedules.delete(row, request.user)
        messages.success(request, _("{name} was deleted.").format(name=row.name))
        return redirect(request, "jobs:schedules", request.project.pk)
    context = {"row": row, "error": form.problem}
    return render(
        request, "jobs/schedule_delete.html", context, status=422 if form.problem else 200
    )


def _words(issues: list[Issue]) -> str:
    parts = [rendering.render(part) for issue in issues for part in (issue.message, issue.fix)]
    return sentences(*parts)
