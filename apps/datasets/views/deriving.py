"""Adding columns: a form of steps that works without scripts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from apps.core import rendering
from apps.datasets.deriving import asking
from apps.datasets.deriving.forms import DeriveForms
from apps.datasets.deriving.steps import KINDS
from apps.datasets.models import Dataset, DatasetVersion
from apps.datasets.views.uploading import find_dataset
from apps.jobs.domain.submit import SubmissionRefused
from apps.jobs.models import Job
from apps.projects.access import ProjectRequest, project_page
from apps.projects.domain.errors import Refused
from apps.projects.models import Role

SEEN = "seen"


@project_page(Role.ANALYST)
def derive(request: ProjectRequest, dataset_id: UUID) -> HttpResponse:
    """Choose steps; the job that takes them has a page that says what came of it."""
    dataset = find_dataset(request, dataset_id)
    version = dataset.versions.select_related("job").order_by("-number").first()
    if version is None:
        raise Http404
    if request.method != "POST":
        return _page(request, dataset, DeriveForms(version, start=_start(request, version)))
    action, _colon, value = request.POST.get("do", "save").partition(":")
    if action != "save":
        return _page(request, dataset, _edited(request, version, action, value))
    forms = DeriveForms(version, request.POST, checked=True)
    if forms.is_valid() and _is_current(request, version, forms):
        job = _asked(request, dataset, forms)
        if job is not None:
            return redirect("jobs:detail", request.project.pk, job.pk)
    return _page(request, dataset, forms, status=422)


def _edited(
    request: ProjectRequest, version: DatasetVersion, action: str, value: str
) -> DeriveForms:
    """The form with a step more or less; what was typed stays, and is not checked yet."""
    without = int(value[:4]) if action == "remove" and value.isdecimal() else None
    forms = DeriveForms(version, request.POST, without=without)
    if action == "add":
        forms.add(request.POST.get("kind", ""))
    return forms


def _asked(request: ProjectRequest, dataset: Dataset, forms: DeriveForms) -> Job | None:
    """The job; None where it was refused, and the form says why."""
    try:
        return asking.ask(dataset, request.user, forms.params(), forms.rates_dataset)
    except Refused as refused:
        said = rendering.render(refused.message)
        forms.where.add_error("dataset_name" if refused.field == "name" else None, said)
    except SubmissionRefused as refused:
        for issue in refused.issues:
            forms.show(issue)
    return None


def _is_current(request: ProjectRequest, version: DatasetVersion, forms: DeriveForms) -> bool:
    """Whether the form was filled in for the version that is the newest now."""
    if request.POST.get(SEEN, "") == str(version.pk):
        return True
    forms.problems.append(
        _(
            "The dataset has a new version since you opened this form. Nothing you typed is lost:"
            " look at the steps again, then add the columns."
        )
    )
    return False


def _start(request: ProjectRequest, version: DatasetVersion) -> dict[str, Any] | None:
    """The steps of the run that ``?from=`` names. Where the newest version is such a run's, its
    columns are there already and are to be made anew.
    """
    try:
        pk = UUID(request.GET.get("from", ""))
    except ValueError:
        return None
    jobs = Job.objects.visible_to(request.user).filter(project=request.project)
    job = jobs.filter(pk=pk, engine_key=asking.ENGINE).first()
    if job is None:
        return None
    rates = job.inputs.get("rates", {}).get("id")
    versions = DatasetVersion.objects.filter(project=request.project, pk=rates)
    chosen = versions.values_list("dataset_id", flat=True).first() if rates else None
    again = version.job is not None and version.job.engine_key == asking.ENGINE
    return {
        **job.params,
        "rates_dataset": chosen,
        "replace": job.params["replace"] or (again and job.params["into"] == "version"),
    }


def _page(
    request: ProjectRequest, dataset: Dataset, forms: DeriveForms, status: int = 200
) -> HttpResponse:
    context = {
        "dataset": dataset,
        "version": forms.version,
        "forms": forms,
        "kinds": [(kind, _(label)) for kind, label in KINDS.items()],
    }
    return render(request, "datasets/derive.html", context, status=status)
