"""Models leave and arrive as signed bundles, are approved, and are deleted."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from apps.core.api.files import attachment
from apps.core.forms import status_of
from apps.core.htmx import redirect
from apps.core.joining import sentences
from apps.core.rendering import render as say
from apps.engines.exporting import NAMES
from apps.jobs.domain.submit import SubmissionRefused
from apps.modelhub.bundles import keys
from apps.modelhub.bundles.receiving import receive
from apps.modelhub.bundles.writing import bundle_name, export_bundle
from apps.modelhub.domain import approvals, exports, removal
from apps.modelhub.forms_bundles import BundleForm
from apps.modelhub.models import TrustedSigner
from apps.modelhub.views import the_model
from apps.projects.access import ProjectRequest, project_page
from apps.projects.domain.errors import Refused
from apps.projects.models import Role


@require_GET
@project_page(Role.ANALYST)
def bundle(request: ProjectRequest, model_id: UUID) -> HttpResponseBase:
    """The model as a signed zip."""
    model = the_model(request, model_id)
    try:
        stream = export_bundle(model)
    except Refused as refused:
        messages.error(request, say(refused.message))
        return redirect(request, "modelhub:detail", request.project.pk, model.pk)
    response = StreamingHttpResponse(stream, content_type="application/zip")
    answer: StreamingHttpResponse = attachment(response, bundle_name(model))
    return answer


@require_POST
@project_page(Role.ANALYST)
def export(request: ProjectRequest, model_id: UUID, target: str) -> HttpResponse:
    """Have the model written for other programs by a job, whose page then offers the file."""
    model = the_model(request, model_id)
    if target not in NAMES:
        raise Http404
    try:
        job = exports.export_job(model, request.user, target)
    except SubmissionRefused as refused:
        issue = refused.issues[0]
        messages.error(request, sentences(*map(say, filter(None, [issue.message, issue.fix]))))
        return redirect(request, "modelhub:detail", request.project.pk, model.pk)
    return redirect(request, "jobs:detail", request.project.pk, job.pk)


@require_POST
@project_page(Role.EDITOR)
def export_delete(request: ProjectRequest, model_id: UUID, target: str) -> HttpResponse:
    """Delete what was written for other programs in this format."""
    model = the_model(request, model_id)
    if target not in NAMES:
        raise Http404
    try:
        exports.delete(model, request.user, target)
    except Refused as refused:
        messages.error(request, say(refused.message))
    else:
        messages.success(request, _("The {name} export was deleted.").format(name=NAMES[target]))
    return redirect(request, "modelhub:detail", request.project.pk, model.pk)


@project_page(Role.EDITOR, write=Role.EDITOR)
def import_page(request: ProjectRequest) -> HttpResponse:
    """Take a bundle, and see which keys are trusted and what this installation's own is."""
    form = BundleForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            model = receive(values["file"], request.project.pk, request.user, values["fingerprint"])
        except Refused as refused:
            form.add_error(refused.field or None, say(refused.message))
        else:
            messages.success(request, _("'{name}' was imported.").format(name=model.name))
            return redirect(request, "modelhub:detail", request.project.pk, model.pk)
    signers = [(one.name, keys.fingerprint(one.public_key)) for one in TrustedSigner.objects.all()]
    own = keys.public_key()
    context = {
        "form": form, "signers": signers, "own_key": own, "own_print": keys.fingerprint(own),
    }  # fmt: skip
    status = status_of(form)
    return render(request, "modelhub/import.html", context, status=status)


@require_POST
@project_page(Role.OWNER)
def approve(request: ProjectRequest, model_id: UUID) -> HttpResponse:
    """Approve the model, or take that back (``withdraw``)."""
    model = the_model(request, model_id)
    try:
        if request.POST.get("withdraw") == "1":
            approvals.withdraw(model, request.user)
        else:
            approvals.approve(model, request.user)
    except Refused as refused:
        messages.error(request, say(refused.message))
    return redirect(request, "modelhub:detail", request.project.pk, model.pk)


@require_POST
@project_page(Role.OWNER)
def policy(request: ProjectRequest, model_id: UUID) -> HttpResponse:
    """Whether serving names of the project need approved models."""
    model = the_model(request, model_id)
    approvals.set_policy(request.project.pk, request.user, request.POST.get("needed") == "1")
    return redirect(request, "modelhub:detail", request.project.pk, model.pk)


@require_POST
@project_page(Role.EDITOR)
def delete(request: ProjectRequest, model_id: UUID) -> HttpResponse:
    """Delete the model, once no serving name points to it."""
    model = the_model(request, model_id)
    try:
        removal.delete(model, request.user)
    except Refused as refused:
        messages.error(request, say(refused.message))
        return redirect(request, "modelhub:detail", request.project.pk, model.pk)
    messages.success(request, _("'{name}' was deleted.").format(name=model.name))
    return redirect(request, "modelhub:list", request.project.pk)
