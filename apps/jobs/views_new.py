"""The generic 'new run' page: any engine, without a line of HTML of its own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render

from apps.core import extensions, schema_forms
from apps.core.htmx import redirect
from apps.core.joining import sentences
from apps.core.rendering import render as render_message
from apps.engines import registry
from apps.engines.contract import ColumnProfile, Engine, Issue
from apps.engines.registry import EngineState
from apps.jobs import offering, param_forms, presentation, term_box
from apps.jobs.described import words_of
from apps.jobs.domain.preview import preview
from apps.jobs.domain.submit import SubmissionRefused, submit
from apps.jobs.forms import InputsForm, RolesForm, preset_of
from apps.jobs.models import Job
from apps.projects.access import ProjectRequest, project_page
from apps.projects.models import Project, Role

PREVIEW = "preview"  # sent instead of starting the run
TARGET = "data.target"  # the field of the column that a formula explains


@project_page(Role.ANALYST)
def new(request: ProjectRequest) -> HttpResponse:
    """Choose an engine, then its inputs, then columns and parameters."""
    earlier = _earlier(request)
    key = request.GET.get("engine", "") or (earlier.engine_key if earlier else "")
    engine = _usable(request.project, key)
    if engine is None:
        context = {
            "groups": offering.groups(request.project),
            "asked_for": key,
            "data": request.GET.get("data", ""),
        }
        return render(request, "jobs/new_engine.html", context)
    return _inputs_step(request, engine, earlier)


def _usable(project: Project, key: str) -> Engine | None:
    entry = registry.entry(key) if key else None
    if entry is None or not extensions.is_on(entry.owner, project):
        return None
    return entry.engine if entry.state() is EngineState.READY else None


def _earlier(request: ProjectRequest) -> Job | None:
    """The job whose answers fill the form in."""
    given = request.GET.get("from", "")
    try:
        job_id = UUID(given) if given else None
    except ValueError:
        raise Http404 from None
    if job_id is None:
        return None
    job: Job | None = Job.objects.filter(project=request.project, pk=job_id).first()
    if job is None:
        raise Http404
    return job


def _inputs_step(request: ProjectRequest, engine: Engine, earlier: Job | None) -> HttpResponse:
    presets = {}
    if earlier is None:
        presets = {slot.key: preset_of(slot, request.project.pk) for slot in engine.inputs}
    given = {slot.key: request.GET.get(slot.key, "") for slot in engine.inputs}
    if any(given.values()):
        given |= {key: value for key, value in presets.items() if key not in request.GET}
    elif earlier:
        given = {
            key: f"{chosen.get('kind', 'dataset')}:{chosen.get('id')}"
            for key, chosen in earlier.inputs.items()
        }
    asked = any(given.values())
    form = InputsForm(
        engine, request.project.pk, request.user, given if asked else None, initial=presets
    )
    context = {"engine": engine, "inputs_form": form, "earlier": earlier}
    if engine.inputs and not (asked and form.is_valid()):
        return render(request, "jobs/new.html", context)
    chosen = form.chosen() if engine.inputs else {}
    return _run_step(request, engine, chosen, context)


def _run_step(
    request: ProjectRequest, engine: Engine, chosen: Any, context: dict[str, Any]
) -> HttpResponse:
    make_params = param_forms.form_class(engine.Params)
    earlier: Job | None = context["earlier"]
    columns: list[ColumnProfile] = next((one.columns for one in chosen.values()), [])
    data: QueryDict = request.POST
    clicked = term_box.ACTION in data
    target = _only(data.getlist(TARGET))
    issues: list[Issue] = []
    words = {key: words_of(request.project.pk, one.kind, one.id) for key, one in chosen.items()}
    if request.method == "POST":
        if clicked and term_box.has_box(engine):
            data, issues = term_box.changed(data, columns, target)
        roles, params = RolesForm(engine, chosen, data, words=words), make_params(data)
        if clicked:
            pass  # the page is shown again with the formula that the click has made
        elif PREVIEW in request.POST:
            context = {**context, "preview": _preview(request, engine, roles, params)}
        elif (done := _submit(request, engine, roles, params)) is not None:
            return redirect(request, "jobs:detail", request.project.pk, done.pk)
    else:
        roles = RolesForm(engine, chosen, initial=_initial_roles(earlier), words=words)
        values = schema_forms.initial_from(earlier.params) if earlier else None
        params = make_params(initial=values)
    param_forms.add_pages(params, engine, request.project.pk)
    refused = request.method == "POST" and PREVIEW not in request.POST and not clicked
    status = 422 if refused else 200
    text = params[term_box.NAME].value() if term_box.has_box(engine) else ""
    box = term_box.box(engine, columns, text, target=target, issues=issues, data=data)
    page = {**context, "roles_form": roles, "params_form": params, "term_box": box}
    return render(request, "jobs/new.html", page, status=status)


def _only(names: list[str]) -> str:
    """The one name that is there; '' if there are several or none."""
    return names[0] if len(names) == 1 else ""


def _preview(
    request: ProjectRequest, engine: Engine, roles: RolesForm, params: param_forms.ParamForm
) -> dict[str, Any]:
    """What the run would need (``pairs``), or why it would not start (``issues``); neither as long
    as the forms are not filled in.
    """
    if not (roles.is_valid() & params.is_valid()):
        return {}
    try:
        found = preview(
            project=request.project, user=request.user, engine_key=engine.key,
            params=params.params, inputs=roles.inputs(),
        )  # fmt: skip
    except SubmissionRefused as refused:
        whole = [issue for issue in refused.issues if not issue.field]
        return {
            "issues": [
                sentences(render_message(one.message), render_message(one.fix)) for one in whole
            ]
        }
    return {"pairs": presentation.needs(found.needs, found.queue)}


def _initial_roles(earlier: Job | None) -> dict[str, Any]:
    if earlier is None:
        return {}
    initial: dict[str, Any] = {"title": earlier.title}
    for slot, chosen in earlier.inputs.items():
        for role, names in (chosen.get("roles") or {}).items():
            initial[f"{slot}.{role}"] = names if len(names) != 1 else names[0]
    return initial


def _submit(
    request: ProjectRequest, engine: Engine, roles: RolesForm, params: param_forms.ParamForm
) -> Job | None:
    if not (roles.is_valid() & params.is_valid()):
        return None
    try:
        return submit(
            project=request.project, user=request.user, engine_key=engine.key,
            params=params.params, inputs=roles.inputs(), title=roles.cleaned_data["title"],
        )  # fmt: skip
    except SubmissionRefused as refused:
        params.add_issues(roles.add_issues(refused.issues))
        return None
