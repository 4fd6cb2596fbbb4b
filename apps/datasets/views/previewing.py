"""Checking how a file is read before anything is stored."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from apps.core import rendering
from apps.core.htmx import is_htmx, stop_polling
from apps.datasets.domain import intake
from apps.datasets.domain.permissions import may_alter, require_alter
from apps.datasets.domain.preview import preview
from apps.datasets.domain.uploads import UploadRefused
from apps.datasets.forms import PreviewForms
from apps.datasets.models import Upload
from apps.datasets.tabular.plan import Finding, Inspection, Plan
from apps.datasets.views.uploading import find_upload
from apps.projects.access import ProjectRequest, project_page
from apps.projects.models import Role

State = Upload.State


@never_cache
@project_page(Role.ANALYST)
def preview_page(request: ProjectRequest, upload_id: UUID) -> HttpResponse:
    """What the upload is at: on its way, being read, ready to check, being imported, refused."""
    upload = intake.caught_up(find_upload(request, upload_id))
    try:
        return _answer(request, upload)
    except UploadRefused as refused:
        messages.error(request, rendering.render(refused.message))
        if refused.seconds:
            return redirect(request.path)
        # Dropped by somebody else while this was being answered.
        return redirect("datasets:list", request.project.pk)


def _answer(request: ProjectRequest, upload: Upload) -> HttpResponse:
    if upload.state == State.DONE:
        return _done(request, upload)
    if upload.state in (State.READY, State.INSPECTING) and request.method == "POST":
        return _decide(request, upload)
    if upload.state == State.REFUSED and request.method == "POST":
        require_alter(upload, request.user, request.role)
        intake.inspect(upload, request.user)
        return redirect(request.path)
    if upload.state == State.READY:
        if is_htmx(request) and "poll" in request.GET:
            return _reload(request)
        return _check(request, upload)
    return _wait(request, upload)


def _done(request: ProjectRequest, upload: Upload) -> HttpResponse:
    if is_htmx(request) and "poll" in request.GET:
        return _reload(request)
    if upload.version is None:  # deleted since
        return redirect("datasets:list", request.project.pk)
    return redirect("datasets:detail", request.project.pk, upload.version.dataset_id)


def _reload(request: ProjectRequest) -> HttpResponse:
    """End the polling and show the page anew: there is something else to see."""
    response = stop_polling()
    response["HX-Redirect"] = request.path
    return response


def _wait(request: ProjectRequest, upload: Upload) -> HttpResponse:
    polling = upload.state in (State.RECEIVED, State.INSPECTING, State.IMPORTING)
    may = may_alter(upload, request.user, request.role)
    context = {"upload": upload, "job": upload.job, "polling": polling, "may_alter": may}
    if is_htmx(request) and "poll" in request.GET:
        template = "datasets/preview_wait.html#state"
        if not polling:
            return _reload(request)
        return render(request, template, context)
    return render(request, "datasets/preview_wait.html", context)


def _forms(request: ProjectRequest, upload: Upload, data: Any = None) -> PreviewForms:
    inspection = Inspection.model_validate(upload.inspection)
    chosen = upload.options.get("plan")
    plan = Plan.model_validate(chosen) if chosen else inspection.plan
    name = upload.options.get("name") or intake.free_name(
        upload.project_id, upload.filename.rsplit(".", 1)[0]
    )
    initial = {"name": name, "target": upload.dataset_id}
    return PreviewForms(upload.project_id, inspection, plan, initial, data)


def _check(request: ProjectRequest, upload: Upload) -> HttpResponse:
    forms = _forms(request, upload)
    return render(request, "datasets/preview.html", _context(request, upload, forms))


def _decide(request: ProjectRequest, upload: Upload) -> HttpResponse:
    """Refresh the preview, read the file again in another way, or import it."""
    if upload.inspection is None:
        return redirect(request.path)
    forms = _forms(request, upload, request.POST)
    action = request.POST.get("action", "refresh")
    if action != "refresh":
        require_alter(upload, request.user, request.role)
    if action == "reread" and forms.layout.is_valid():
        intake.inspect(upload, request.user, forms.layout.options())
        return redirect(request.path)
    if action == "import" and forms.is_valid():
        main = forms.main.cleaned_data
        intake.start_import(
            upload, request.user, forms.plan(), name=main["name"].strip(), dataset=main["target"]
        )
        return redirect(request.path)
    if action != "import":
        forms.is_valid()
    template = "datasets/preview.html#plan" if is_htmx(request) else "datasets/preview.html"
    status = 422 if action == "import" else 200
    return render(request, template, _context(request, upload, forms), status=status)


def _settled(finding: Finding, forms: PreviewForms) -> bool:
    """Whether it asked for a choice of countries that the person has made meanwhile."""
    if finding.code != "unsure" or not forms.main.is_bound:
        return False
    chosen = {column.position: column.countries for column in forms.plan().columns}
    return all(
        review.value in chosen.get(review.column, {})
        for review in forms.inspection.reviews
        if review.column == finding.column and not review.aggregate
    )


def _context(request: ProjectRequest, upload: Upload, forms: PreviewForms) -> dict[str, Any]:
    inspection = forms.inspection
    shown = preview(inspection, forms.plan())
    warnings = [f for f in inspection.findings if f.severity == "warn" and not _settled(f, forms)]
    notes = [f for f in inspection.findings if f.severity != "warn"]
    planned = {column.position: column for column in forms.plan().columns}
    return {
        "upload": upload,
        "may_alter": may_alter(upload, request.user, request.role),
        "forms": forms,
        "inspection": inspection,
        "preview": shown,
        "warnings": warnings,
        "notes": notes,
        "column_rows": [
            {
                "form": form,
                "column": planned[form.column.position],
                "bad": shown.bad.get(form.column.position, 0),
                "native": inspection.native.get(form.column.position, ""),
            }
            for form in forms.columns
        ],
        "hidden_columns": max(len(inspection.plan.columns) - len(forms.columns), 0),
    }
