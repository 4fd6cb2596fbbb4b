"""Combining tables: which ones, which of their columns, and what becomes of their rows."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from apps.core import rendering
from apps.core.joining import sentences
from apps.datasets.combining import asking
from apps.datasets.combining.forms import CombineForms, newest_of, too_few_or_many
from apps.datasets.combining.manifest import ENGINE
from apps.datasets.domain import queries
from apps.datasets.models import Dataset, DatasetVersion
from apps.datasets.views.details import _version
from apps.datasets.views.uploading import find_dataset
from apps.jobs.domain.submit import SubmissionRefused
from apps.jobs.models import Job
from apps.projects.access import ProjectRequest, project_page
from apps.projects.domain.errors import Refused
from apps.projects.models import Role

OFFERED = 200


@project_page(Role.ANALYST, write=Role.ANALYST)
def combine(request: ProjectRequest) -> HttpResponse:
    """Two steps: tables (``?t=`` for each, or those of ``?from=<job>`` or ``?dataset=``), then
    their columns. Sent, it starts a job, whose page says what matches.
    """
    earlier = _earlier(request)
    wanted = (request.POST if request.method == "POST" else request.GET).getlist("t")
    datasets = _datasets(request, wanted or [str(pk) for pk in earlier.get("slots", {})])
    versions = newest_of(datasets)
    if not wanted and not earlier:
        return _choose(request, [])
    error = too_few_or_many(len(versions))
    if error:
        return _choose(request, datasets, error)
    sent = request.POST if request.method == "POST" else None
    forms = CombineForms(versions, sent, earlier)
    target = _target(request, earlier)
    if sent is not None and forms.is_valid():
        job = _start(request, forms, target)
        if job is not None:
            return redirect("jobs:detail", request.project.pk, job.pk)
    context = {"forms": forms, "target": target, "chosen": versions}
    status = 422 if sent is not None else 200
    return render(request, "datasets/combine.html", context, status=status)


def _start(request: ProjectRequest, forms: CombineForms, target: Dataset | None) -> Job | None:
    params, inputs = forms.said()
    params["preview"] = request.POST.get("do") != "combine"
    if target is not None:
        params["dataset"] = str(target.pk)
    try:
        return asking.ask(request.project, request.user, params, inputs)
    except Refused as refused:
        forms.whole.add_error(None, rendering.render(refused.message))
    except SubmissionRefused as refused:
        forms.show(refused.issues)
    return None


def _choose(request: ProjectRequest, chosen: list[Dataset], error: str = "") -> HttpResponse:
    rows = queries.datasets(request.user, request.project.pk).order_by("name", "id")
    datasets = [row for row in rows[: OFFERED + 1] if row.version]
    context = {
        "datasets": datasets[:OFFERED],
        "cut": len(datasets) > OFFERED,
        "chosen_ids": {dataset.pk for dataset in chosen},
        "error": error,
    }
    status = 422 if error else 200
    return render(request, "datasets/combine_choose.html", context, status=status)


def _datasets(request: ProjectRequest, ids: list[str]) -> list[Dataset]:
    """Those of the project, in the order asked for; 404 for any other."""
    wanted = [pk for text in dict.fromkeys(ids[:OFFERED]) if (pk := _uuid(text))]
    rows = Dataset.objects.visible_to(request.user).filter(project=request.project)
    found = {row.pk: row for row in rows.filter(pk__in=wanted).order_by()}  # by their ids
    if len(found) < len(set(ids)):
        raise Http404
    return [found[pk] for pk in wanted]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _earlier(request: ProjectRequest) -> dict[str, Any]:
    """What was said before: ``params``, ``inputs``, and ``slots`` by dataset."""
    job_id = _uuid(request.GET.get("from", ""))
    dataset_id = _uuid(request.GET.get("dataset", ""))
    if job_id is not None:
        jobs = Job.objects.filter(project=request.project, engine_key=ENGINE, pk=job_id)
        job = jobs.only("params", "inputs").first()
        if job is None:
            raise Http404
        recipe: dict[str, Any] = {"params": job.params, "inputs": job.inputs}
    elif dataset_id is not None:
        newest = find_dataset(request, dataset_id).versions.order_by("-number").first()
        found = asking.recipe_of(newest)
        if found is None:
            raise Http404
        recipe = {"params": {**found["params"], "dataset": str(dataset_id)},
                  "inputs": found["inputs"]}  # fmt: skip
    else:
        return {}
    ids = {str(one["id"]): slot for slot, one in recipe["inputs"].items()}
    rows = DatasetVersion.objects.visible_to(request.user).filter(project=request.project)
    pairs = {str(pk): dataset for pk, dataset in rows.filter(pk__in=ids).values_list("pk",
             "dataset")}  # fmt: skip
    return {**recipe, "slots": {pairs[pk]: slot for pk, slot in ids.items() if pk in pairs}}


def _target(request: ProjectRequest, earlier: dict[str, Any]) -> Dataset | None:
    """The combined dataset that is to get a new version; 404 where the form names another."""
    sent = request.POST.get("dataset", "")
    text = sent or (earlier.get("params") or {}).get("dataset") or ""
    pk = _uuid(str(text))
    rows = Dataset.objects.visible_to(request.user).filter(project=request.project)
    found: Dataset | None = rows.filter(pk=pk).first() if pk else None
    if sent and found is None:  # else a new dataset would be made, unasked
        raise Http404
    return found


@require_POST
@project_page(Role.ANALYST)
def combine_again(request: ProjectRequest, dataset_id: UUID) -> HttpResponse:
    """The same tables and columns, from their newest versions; a job's page tells the rest."""
    dataset = find_dataset(request, dataset_id)
    try:
        job = asking.again(dataset, request.user)
    except Refused as refused:
        messages.error(request, rendering.render(refused.message))
    except SubmissionRefused as refused:
        issue = refused.issues[0]
        said = sentences(rendering.render(issue.message), rendering.render(issue.fix))
        messages.error(request, said)
    else:
        return redirect("jobs:detail", request.project.pk, job.pk)
    return redirect("datasets:detail", request.project.pk, dataset.pk)


@require_safe
@project_page()
def coverage(request: ProjectRequest, dataset_id: UUID) -> HttpResponse:
    """What matched in a combined version, and what is missing; any other has no such page."""
    version = _version(request, find_dataset(request, dataset_id))
    result = version.profile.get("combined")
    if not result:
        return redirect("datasets:detail", request.project.pk, dataset_id)
    context = {"dataset": version.dataset, "version": version, "result": result}
    return render(request, "datasets/coverage.html", context)
