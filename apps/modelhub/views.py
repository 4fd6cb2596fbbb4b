"""Pages of models: parse, ask the domain, render."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from apps.core import rendering
from apps.core.htmx import redirect, stop_polling
from apps.core.joining import sentences
from apps.core.tables import table_page
from apps.engines.contract import Issue, Prediction
from apps.jobs.domain import queries
from apps.jobs.domain.submit import SubmissionRefused
from apps.jobs.models import Job, State
from apps.modelhub import presentation, presentation_serving
from apps.modelhub.domain.predict import WAIT_AT_ONCE, ask, at_once, predictions_of
from apps.modelhub.domain.register import rename
from apps.modelhub.forms import AliasForm, NameForm, RowsForm
from apps.modelhub.models import RegisteredModel
from apps.modelhub.presentation_registry import registry_context
from apps.modelhub.serving import client
from apps.modelhub.tables import ModelTable, empty_list
from apps.projects.access import ProjectRequest, may, project_page
from apps.projects.models import Role

GRID_ROWS = 3
GRID_MOST = 200


def the_model(request: ProjectRequest, model_id: UUID) -> RegisteredModel:
    """A model of this project, or 404."""
    models = RegisteredModel.objects.filter(project=request.project)
    return get_object_or_404(models.select_related("job", "created_by", "project"), pk=model_id)


def _may_run(request: ProjectRequest) -> bool:
    return may(request, Role.ANALYST)


@require_GET
@project_page()
def model_list(request: ProjectRequest) -> HttpResponse:
    """All models of the project, newest first."""
    models = RegisteredModel.objects.filter(project=request.project).select_related("created_by")
    models = models.prefetch_related("aliases")
    context = table_page(request, ModelTable, models)
    context["table"].empty_context = empty_list(request.project)
    context["in_memory"] = presentation_serving.of_project(client.figures(), request.project.pk)
    return render(request, "modelhub/list.html", context)


@project_page(write=Role.ANALYST)
def detail(request: ProjectRequest, model_id: UUID) -> HttpResponse:
    """Where the model comes from, what it needs, its serving names, and its name to change."""
    model = the_model(request, model_id)
    form = NameForm(request.POST or None, instance=model)
    if request.method == "POST" and form.is_valid():
        rename(model, form.cleaned_data["name"], request.user)
        messages.success(request, _("The model has its new name."))
        return redirect(request, "modelhub:detail", request.project.pk, model.pk)
    return model_page(request, model, form, AliasForm())


def model_page(
    request: ProjectRequest, model: RegisteredModel, form: NameForm, alias_form: AliasForm
) -> HttpResponse:
    """The page of one model; 422 while a form on it is refused."""
    fields = presentation.fields_of(model)
    context = {
        "model": model,
        "form": form,
        "alias_form": alias_form,
        "aliases": model.aliases.select_related("former"),
        "may_point": may(request, Role.EDITOR),
        "fields": fields,
        "reads_text": all(field.dtype == "text" for field in fields),
        "engine": queries.engine_label(model.engine_key),
        "may_run": _may_run(request),
        "served": presentation_serving.of_model(client.figures_of(model.pk)),
        **registry_context(request, model),
        "recent": list(predictions_of(model).defer("result", "params", "provenance")[:10]),
    }
    refused = form.errors or alias_form.errors
    return render(request, "modelhub/detail.html", context, status=422 if refused else 200)


@project_page(write=Role.ANALYST)
def predict(request: ProjectRequest, model_id: UUID) -> HttpResponse:
    """Type, paste or upload rows; see points with both intervals and what is out of range."""
    model = the_model(request, model_id)
    needed = presentation.fields_of(model)
    if request.method == "POST":
        return _asked(request, model, RowsForm(needed, request.POST, request.FILES))
    job = _job(request, model)
    if job is not None and request.GET.get("format") == "csv" and job.state == State.SUCCEEDED:
        return _download(model, *_of(job), str(job.pk))
    typed = job.params.get("rows", []) if job else []
    context = _page(request, model, RowsForm(needed), typed)
    return render(request, "modelhub/predict.html", {**context, **_answered(model, job)})


def _asked(request: ProjectRequest, model: RegisteredModel, form: RowsForm) -> HttpResponse:
    if "more" in request.POST:  # without JavaScript: the same page with more empty rows
        form.is_valid()
        fresh = RowsForm(form.needed, initial={"pasted": request.POST.get("pasted", "")})
        context = _page(request, model, fresh, form.typed, spare=5)
        return render(request, "modelhub/predict.html", context)
    status, again = 422, 0
    if form.is_valid():
        try:
            return _answer_to(request, model, form)
        except client.TurnedAway as away:
            form.add_error(None, rendering.render(away.message))
            status, again = 503, away.seconds
        except client.RefusedByModel as refused:
            _tell(form, [refused.issue])
        except SubmissionRefused as refused:
            _tell(form, refused.issues)
    context = _page(request, model, form, form.typed)
    response = render(request, "modelhub/predict.html", context, status=status)
    if again:
        response["Retry-After"] = str(again)
    return response


def _tell(form: RowsForm, issues: list[Issue]) -> None:
    for issue in issues:
        form.add_error(None, sentences(*map(rendering.render, [issue.message, issue.fix])))


def _answer_to(request: ProjectRequest, model: RegisteredModel, form: RowsForm) -> HttpResponse:
    """The page with the answer where a process holds the model, else the way to a job's.

    An answer without a job is kept nowhere: all that was asked must stand in the grid, from which
    its CSV is asked for again.
    """
    rows: list[dict[str, Any]] = [dict(row) for row in form.rows]
    fits = len(rows) <= GRID_MOST and not presentation.labels_of(rows, form.needed)
    answer = at_once(model, rows, WAIT_AT_ONCE) if fits else None
    if answer is None:
        job = ask(model, request.user, rows)
        url = reverse("modelhub:predict", args=[request.project.pk, model.pk])
        return redirect(request, f"{url}?job={job.pk}#answer")
    if request.POST.get("format") == "csv":
        return _download(model, rows, answer, f"{timezone.now():%Y%m%d-%H%M%S}")
    context = _page(request, model, RowsForm(form.needed), rows)
    context["answer"] = presentation.shown(model, rows, answer)
    return render(request, "modelhub/predict.html", context)


def _page(
    request: ProjectRequest,
    model: RegisteredModel,
    form: RowsForm,
    typed: list[Any],
    spare: int = 0,
) -> dict[str, Any]:
    fields = presentation.fields_of(model)
    rows = [[str(row.get(field.name, "")) for field in fields] for row in typed[:GRID_MOST]]
    wanted = max(GRID_ROWS, len(rows) + spare)
    rows += [[""] * len(fields) for _ in range(wanted - len(rows))]
    grid = [list(zip(fields, row, strict=True)) for row in rows]
    return {
        "model": model,
        "form": form,
        "fields": fields,
        "grid": grid,
        "cut": len(typed) - GRID_MOST if len(typed) > GRID_MOST else 0,
        "may_run": _may_run(request),
    }


def _job(request: ProjectRequest, model: RegisteredModel) -> Job | None:
    given = request.GET.get("job", "")
    if not given:
        return None
    try:
        job_id = UUID(given)
    except ValueError:
        raise Http404 from None
    return get_object_or_404(predictions_of(model), pk=job_id)


def _answered(model: RegisteredModel, job: Job | None) -> dict[str, Any]:
    if job is None:
        return {}
    done = job.state == State.SUCCEEDED and job.is_settled
    return {
        "job": job,
        "situation": queries.situation(job),
        "answer": presentation.shown(model, *_of(job)) if done else None,
    }


def _of(job: Job) -> tuple[presentation.Asked, Prediction]:
    """What was asked, and what was answered."""
    return job.params.get("rows", []), Prediction.model_validate(job.result)


def _download(
    model: RegisteredModel, rows: presentation.Asked, answer: Prediction, name: str
) -> HttpResponse:
    response = HttpResponse(
        "\ufeff" + presentation.as_csv(model, rows, answer), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="prediction-{name}.csv"'
    return response


@require_GET
@project_page()
def live(request: ProjectRequest, model_id: UUID, job_id: UUID) -> HttpResponse:
    """Where a prediction that takes longer stands; the page is loaded again when it is done."""
    model = the_model(request, model_id)
    job = get_object_or_404(predictions_of(model), pk=job_id)
    if job.is_settled:
        response = stop_polling()
        response["HX-Refresh"] = "true"
        return response
    context = {"job": job, "situation": queries.situation(job), "model": model}
    return render(request, "modelhub/predict.html#live", context)
