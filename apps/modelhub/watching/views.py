"""The page of a watched name: drift, quality, log, training again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from apps.core import rendering
from apps.core.htmx import redirect
from apps.jobs.domain import cron
from apps.jobs.domain.submit import SubmissionRefused
from apps.modelhub.models import ModelAlias
from apps.modelhub.watching import alerts, checks, presentation, quality, retraining, watches
from apps.modelhub.watching.forms import AlertForm, RetrainingForm, WatchForm
from apps.modelhub.watching.log import watch_of
from apps.modelhub.watching.models import DriftAlert, DriftCheck, LoggedPrediction, Retraining
from apps.projects.access import ProjectRequest, project_page
from apps.projects.domain.errors import Refused
from apps.projects.models import Role

LATEST = 10


def the_alias(request: ProjectRequest, alias_id: UUID) -> ModelAlias:
    """A serving name of this project with all that the page tells of it, or 404."""
    rows = ModelAlias.objects.filter(project=request.project)
    related = ("model__job", "watch", "retraining__schedule", "retraining__last_model")
    return get_object_or_404(rows.select_related(*related), pk=alias_id)


@require_GET
@project_page()
def watch(request: ProjectRequest, alias_id: UUID) -> HttpResponse:
    """What is known of the predictions by this name."""
    return _page(request, the_alias(request, alias_id))


def _page(
    request: ProjectRequest,
    alias: ModelAlias,
    watch_form: WatchForm | None = None,
    retraining_form: RetrainingForm | None = None,
) -> HttpResponse:
    row = getattr(alias, "watch", None)
    plan: Retraining | None = getattr(alias, "retraining", None)
    open_ = not request.project.archived_at
    refused = watch_form or retraining_form
    context: dict[str, Any] = {
        "alias": alias,
        "model": alias.model,
        "row": row,
        "logs": watch_of(alias) is not None,
        "watch_form": watch_form or WatchForm(watch=row),
        "plan": plan,
        "plan_when": cron.in_words(plan.schedule.expression)
        if plan and plan.schedule.enabled
        else None,
        "retraining_form": retraining_form or RetrainingForm(row=plan),
        "may_set": open_ and request.role.covers(Role.OWNER),
        "may_plan": open_ and request.role.covers(Role.EDITOR),
        "may_act": open_ and request.role.covers(Role.ANALYST),
        **(_known(request, alias) if row else {}),
    }
    return render(request, "modelhub/watch.html", context, status=422 if refused else 200)


def _known(request: ProjectRequest, alias: ModelAlias) -> dict[str, Any]:
    row = alias.watch
    found = list(DriftCheck.objects.filter(watch=row, model=alias.model_id)[:LATEST])
    periods = quality.over_time(row, alias.model_id)
    logged = LoggedPrediction.objects.filter(watch=row)
    may_read = request.role.covers(Role.ANALYST)
    return {
        "schedule": checks.schedule_of(request.project.pk),
        "alerts": presentation.shown_alerts(alerts.open_alerts(row)),
        "check": found[0] if found else None,
        "checks": found,
        "statistics": presentation.statistics_of(found[0] if found else None),
        "good": presentation.headline(quality.whole(periods)),
        "chart": presentation.chart(periods),
        "latest": list(logged[:LATEST]) if may_read else [],
    }


@require_POST
@project_page(Role.OWNER)
def settings(request: ProjectRequest, alias_id: UUID) -> HttpResponse:
    """Switch the log, or delete it (``delete``)."""
    alias = the_alias(request, alias_id)
    row = getattr(alias, "watch", None)
    if "delete" in request.POST:
        if row is not None:
            watches.stop(row, request.user)
        messages.success(request, _("The log was deleted."))
        return redirect(request, "modelhub:watch", request.project.pk, alias.pk)
    form = WatchForm(request.POST, watch=row)
    if not form.is_valid():
        return _page(request, alias, watch_form=form)
    watches.watch(alias, request.user, form.values)
    messages.success(request, _("Saved."))
    return redirect(request, "modelhub:watch", request.project.pk, alias.pk)


@require_POST
@project_page(Role.EDITOR)
def plan(request: ProjectRequest, alias_id: UUID) -> HttpResponse:
    """Plan to train again, or no more (``cancel``)."""
    alias = the_alias(request, alias_id)
    row = getattr(alias, "retraining", None)
    if "cancel" in request.POST:
        if row is not None:
            retraining.cancel(row, request.user)
        messages.success(request, _("It is not trained again by itself."))
        return redirect(request, "modelhub:watch", request.project.pk, alias.pk)
    form = RetrainingForm(request.POST, row=row)
    if form.is_valid():
        try:
            retraining.plan(
                alias,
                request.user,
                expression=form.expression,
                time_zone=str(request.user.time_zone),
                on_drift=form.cleaned_data["on_drift"],
            )
        except Refused as refused:
            form.add_error(None, rendering.render(refused.message))
        except SubmissionRefused as refused:
            for issue in refused.issues:
                form.add_error(None, rendering.render(issue.message))
        else:
            messages.success(request, _("Saved."))
            return redirect(request, "modelhub:watch", request.project.pk, alias.pk)
    return _page(request, alias, retraining_form=form)


@require_POST
@project_page(Role.ANALYST)
def alert(request: ProjectRequest, alert_id: UUID) -> HttpResponse:
    """Look after a drift, or let it rest for ``days``."""
    rows = DriftAlert.objects.filter(project=request.project).select_related("watch__alias")
    row = get_object_or_404(rows, pk=alert_id)
    form = AlertForm(request.POST)
    days = form.cleaned_data["days"] if form.is_valid() else None
    try:
        if days:
            alerts.snooze(row, request.user, days)
        else:
            alerts.acknowledge(row, request.user)
    except Refused as refused:
        messages.error(request, rendering.render(refused.message))
    else:
        messages.success(request, _("Saved."))
    return redirect(request, "modelhub:watch", request.project.pk, row.watch.alias_id)
