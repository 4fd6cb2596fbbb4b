"""Pages of demand: parse, ask the domain, render."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_GET

from apps.core import schema_forms
from apps.core.htmx import redirect
from apps.core.tables import table_page
from apps.datasets.models import DatasetVersion
from apps.engines.contract import Engine, Issue
from apps.jobs import param_forms, term_box
from apps.jobs.domain.submit import SubmissionRefused
from apps.jobs.models import Job
from apps.projects.access import ProjectRequest, may, project_page
from apps.projects.models import Role
from apps.research.domain import demand
from apps.research.forms import ColumnsForm, TitleForm
from apps.research.tables import FitTable, empty_list


@require_GET
@project_page()
def demand_list(request: ProjectRequest) -> HttpResponse:
    """The project's demand fits, newest first."""
    may_run = may(request, Role.ANALYST)
    context = table_page(request, FitTable, demand.fits(request.project))
    table = context["table"]
    table.data_names = demand.data_names(row.record for row in table.paginated_rows)
    table.empty_context = empty_list(request.project, may_run)
    return render(request, "research/demand.html", {**context, "may_run": may_run})


@project_page(Role.ANALYST)
def demand_new(request: ProjectRequest) -> HttpResponse:
    """One form: data, the part of each column, engine, parameters. Nothing typed is lost."""
    versions = demand.versions(request.project)
    offered = demand.engines()
    if not versions or not offered:
        return render(request, "research/demand_new.html", {"versions": versions})
    earlier = _earlier(request)
    given = request.POST if request.method == "POST" else request.GET
    version = _version(request, versions, given.get("data", ""), earlier)
    engine = _engine(offered, given, earlier)
    parts = _parts(request, engine, version, earlier)
    action = request.POST.get("action", "run") if request.method == "POST" else ""
    action = "terms" if term_box.ACTION in request.POST else action
    issues: list[Issue] = []
    if action == "run":
        job = _submit(request, engine, version, parts)
        if job is not None:
            return redirect(request, "jobs:detail", request.project.pk, job.pk)
    elif action:  # other data or another engine: show the same answers, without complaints
        data, issues = _clicked(request, engine, parts)
        parts = _shown_again(data, engine, parts)
    context = {
        **parts,
        "term_box": _term_box(request, engine, parts, issues),
        "versions": versions,
        "version": version,
        "engines": offered,
        "engine": engine,
        "earlier": earlier,
    }
    status = 422 if action == "run" else 200
    return render(request, "research/demand_new.html", context, status=status)


def _earlier(request: ProjectRequest) -> Job | None:
    """The fit whose answers fill the form in."""
    given = request.GET.get("from", "")
    if not given:
        return None
    try:
        job = demand.fits(request.project).filter(pk=UUID(given)).first()
    except ValueError:
        raise Http404 from None
    if job is None:
        raise Http404
    return job


def _version(
    request: ProjectRequest, versions: list[DatasetVersion], given: str, earlier: Job | None
) -> DatasetVersion:
    """The version asked for; another project's is a 404. Without a choice, the newest."""
    wanted = given or (str(earlier.inputs.get(demand.SLOT, {}).get("id", "")) if earlier else "")
    for version in versions:
        if str(version.pk) == wanted:
            return version
    if given:
        raise Http404
    return versions[0]


def _engine(offered: list[demand.Offered], given: Any, earlier: Job | None) -> Engine:
    """The engine asked for, if it can run now; else the first that can."""
    action = given.get("action", "")
    wanted = action.removeprefix("engine:") if action.startswith("engine:") else given.get("engine")
    wanted = wanted or (earlier.engine_key if earlier else "")
    ready = [one.engine for one in offered if one.ready]
    found = [engine for engine in ready if engine.key == wanted]
    return (found or ready or [offered[0].engine])[0]


def _parts(
    request: ProjectRequest, engine: Engine, version: DatasetVersion, earlier: Job | None
) -> dict[str, Any]:
    make = param_forms.form_class(engine.Params)
    slot = demand.slot_of(engine)
    if slot is None:  # demand.engines() offers none such
        raise Http404
    if request.method == "POST":
        return {
            "columns": ColumnsForm(slot, version, data=request.POST),
            "params": make(request.POST),
            "title": TitleForm(request.POST),
        }
    roles = (earlier.inputs.get(demand.SLOT, {}).get("roles") or {}) if earlier else {}
    same = earlier is not None and earlier.engine_key == engine.key
    values = schema_forms.initial_from(earlier.params) if earlier is not None and same else None
    return {
        "columns": ColumnsForm(slot, version, roles=roles),
        "params": make(initial=values),
        "title": TitleForm(initial={"title": earlier.title} if earlier else None),
    }


def _clicked(
    request: ProjectRequest, engine: Engine, parts: dict[str, Any]
) -> tuple[QueryDict, list[Issue]]:
    """What was posted, with the formula that a click on its terms asked for."""
    if term_box.ACTION not in request.POST or not term_box.has_box(engine):
        return request.POST, []
    columns = parts["columns"]
    return term_box.changed(request.POST, columns.columns, columns.only("target"))


def _term_box(
    request: ProjectRequest, engine: Engine, parts: dict[str, Any], issues: list[Issue]
) -> term_box.TermBox | None:
    if not term_box.has_box(engine):
        return None
    columns, text = parts["columns"], parts["params"][term_box.NAME].value()
    return term_box.box(
        engine,
        columns.columns,
        text,
        target=columns.only("target"),
        issues=issues,
        data=request.POST,
    )


def _shown_again(data: QueryDict, engine: Engine, parts: dict[str, Any]) -> dict[str, Any]:
    """Unbound forms with what was typed: switching data or engine is no mistake to complain of.

    Fields that the new engine has and the old had not start at their defaults.
    """
    make = param_forms.form_class(engine.Params)
    known = make()
    posted = {name for name in known.fields if name in data}
    before = set(data.get("fields", "").split(","))
    initial = {
        name: (data.get(name) if name in posted else False)
        for name in known.fields
        if name in before
    }
    title = TitleForm(initial={"title": data.get("title", "")})
    return {**parts, "params": make(initial=initial), "title": title}


def _submit(
    request: ProjectRequest, engine: Engine, version: DatasetVersion, parts: dict[str, Any]
) -> Job | None:
    columns, params, title = parts["columns"], parts["params"], parts["title"]
    if not (params.is_valid() & title.is_valid()):
        return None
    try:
        return demand.fit(
            project=request.project,
            user=request.user,
            engine_key=engine.key,
            version_id=str(version.pk),
            roles=columns.roles(),
            params=params.params,
            title=title.cleaned_data["title"],
        )
    except SubmissionRefused as refused:
        params.add_issues(columns.add_issues(refused.issues))
        return None
