"""Bringing a file in: the page, the plain form, and the tus 1.0.0 protocol.

Of tus: the core, and the extensions creation, termination and checksum (https://tus.io).
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from apps.core import rendering
from apps.core.messages import msg
from apps.datasets import tus
from apps.datasets.domain import intake, uploads, usage
from apps.datasets.domain.permissions import require_alter
from apps.datasets.forms import PlainUploadForm
from apps.datasets.models import Dataset, Upload
from apps.projects.access import ProjectRequest, project_page
from apps.projects.models import Role

CHUNK_BYTES = 8 * 1024**2  # what a browser sends at once


def find_upload(request: ProjectRequest, upload_id: UUID) -> Upload:
    """The upload, if it is this project's; 404 otherwise."""
    visible = Upload.objects.visible_to(request.user).filter(project=request.project)
    upload: Upload | None = (
        visible.select_related("job", "dataset", "project").filter(pk=upload_id).first()
    )
    if upload is None:
        raise Http404
    return upload


def find_dataset(request: ProjectRequest, dataset_id: Any) -> Dataset:
    """The dataset, if it is this project's; 404 otherwise."""
    dataset: Dataset | None = (
        Dataset.objects.visible_to(request.user)
        .filter(project=request.project, pk=dataset_id)
        .first()
    )
    if dataset is None:
        raise Http404
    return dataset


def _wanted_dataset(request: ProjectRequest, text: str) -> Dataset | None:
    if not text:
        return None
    try:
        return find_dataset(request, UUID(text))
    except ValueError:
        raise Http404 from None


@project_page(Role.ANALYST)
def upload_page(request: ProjectRequest) -> HttpResponse:
    """Choose or drop a file, or paste rows. Works without JavaScript for small files."""
    dataset = _wanted_dataset(request, request.GET.get("dataset", ""))
    sent = request.method == "POST"
    form = PlainUploadForm(request.POST, request.FILES) if sent else PlainUploadForm()
    if sent and form.is_valid():
        try:
            upload = intake.inspect(_take(request, form.cleaned_data, dataset), request.user)
        except uploads.UploadRefused as refused:
            form.add_error(None, rendering.render(refused.message))
        else:
            return redirect("datasets:preview", request.project.pk, upload.pk)
    context = {
        "form": form,
        "dataset": dataset,
        "left": max(usage.quota_bytes(request.project) - usage.shown_bytes(request.project.pk), 0),
        "most": uploads.MOST_BYTES,
        "chunk": CHUNK_BYTES,
    }
    status = 422 if form.errors else 200
    return render(request, "datasets/upload.html", context, status=status)


def _take(request: ProjectRequest, data: dict[str, Any], dataset: Dataset | None) -> Upload:
    file = data.get("file")
    if file:
        name, size, chunks = file.name, file.size, file.chunks(tus.READ_BYTES)
    else:
        pasted = data["pasted"].encode()
        name, size, chunks = "pasted.tsv", len(pasted), [pasted]
    return uploads.take(request.project, request.user, name, size, chunks, dataset)


def _tus(status: int, text: str = "", **headers: str) -> HttpResponse:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return HttpResponse(
        text,
        status=status,
        headers={**tus.HEADERS, **named},
        content_type="text/plain; charset=utf-8",
    )


def _wrong_version(request: ProjectRequest) -> HttpResponse | None:
    if request.headers.get("Tus-Resumable", tus.VERSION) == tus.VERSION:
        return None
    return _tus(412, Tus_Version=tus.VERSION)


@require_http_methods(["POST", "OPTIONS"])
@project_page(Role.ANALYST)
def tus_create(request: ProjectRequest) -> HttpResponse:
    """Announce an upload; the answer's Location takes the chunks."""
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=tus.OFFERED)
    wrong = _wrong_version(request)
    if wrong:
        return wrong
    length = tus.whole(request.headers.get("Upload-Length", ""))
    if length is None:
        return _tus(
            400, rendering.render(msg("The size of the file was not said (Upload-Length)."))
        )
    metadata = tus.metadata(request.headers.get("Upload-Metadata", ""))
    dataset = _wanted_dataset(request, metadata.get("dataset", ""))
    name = metadata.get("filename", "")
    try:
        upload = uploads.announce(request.project, request.user, name, length, dataset)
    except uploads.UploadRefused as refused:
        return _tus(refused.status, rendering.render(refused.message))
    url = reverse("datasets:tus_upload", args=[request.project.pk, upload.pk])
    return _tus(201, Location=url, Upload_Offset="0")


@require_http_methods(["HEAD", "PATCH", "DELETE"])
@project_page(Role.ANALYST)
def tus_upload(request: ProjectRequest, upload_id: UUID) -> HttpResponse:
    """Ask how far an upload is, send its next chunk, or give it up."""
    upload = find_upload(request, upload_id)
    wrong = _wrong_version(request)
    if wrong:
        return wrong
    if request.method == "HEAD":
        return _tus(
            200,
            Upload_Offset=str(upload.offset),
            Upload_Length=str(upload.size),
            Cache_Control="no-store",
        )
    require_alter(upload, request.user, request.role)
    if request.method == "DELETE":
        uploads.drop(upload, request.user)
        return _tus(204)
    return _patch(request, upload)


def _patch(request: ProjectRequest, upload: Upload) -> HttpResponse:
    if request.content_type != tus.CHUNK_TYPE:
        return _tus(415)
    offset = tus.whole(request.headers.get("Upload-Offset", ""))
    if offset is None:
        return _tus(
            400, rendering.render(msg("The place of the chunk was not said (Upload-Offset)."))
        )
    try:
        upload = uploads.receive(upload.pk, offset, tus.chunks(request))
        if upload.state == Upload.State.RECEIVED:
            intake.inspect(upload, request.user)
    except uploads.UploadRefused as refused:
        return _tus(refused.status, rendering.render(refused.message))
    return _tus(204, Upload_Offset=str(upload.offset))


@require_POST
@project_page(Role.ANALYST)
def drop(request: ProjectRequest, upload_id: UUID) -> HttpResponse:
    """Throw an upload away."""
    upload = find_upload(request, upload_id)
    require_alter(upload, request.user, request.role)
    uploads.drop(upload, request.user)
    return redirect("datasets:list", request.project.pk)
