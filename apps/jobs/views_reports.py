"""The report of a finished run as a file."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from apps.core import rendering
from apps.core.api.files import attachment
from apps.jobs.reports import formats
from apps.jobs.views import the_job
from apps.projects.access import ProjectRequest, project_page


@require_GET
@project_page()
def download(
    request: ProjectRequest, job_id: UUID, report: str
) -> HttpResponse | StreamingHttpResponse:
    """PDF, Word file, or a zip with notebook and data, in the reader's language."""
    job = the_job(request, job_id)
    chosen = formats.find(job, report)
    if chosen is None:
        raise Http404
    try:
        content = formats.written(job, chosen, request.build_absolute_uri("/").rstrip("/"))
    except formats.NotWritten as error:
        messages.error(request, rendering.render(error.message))
        return redirect("jobs:detail", request.project.pk, job.pk)
    response = StreamingHttpResponse(content, content_type=chosen.media_type)
    answer: StreamingHttpResponse = attachment(response, formats.file_name(job, chosen))
    return answer
