"""A finished run as a file for TensorBoard, Weights & Biases or MLflow."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, StreamingHttpResponse
from django.views.decorators.http import require_GET

from apps.core.api.files import attachment
from apps.jobs.exports.kinds import find
from apps.jobs.views import the_job
from apps.projects.access import ProjectRequest, project_page


@require_GET
@project_page()
def export(request: ProjectRequest, job_id: UUID, kind: str) -> StreamingHttpResponse:
    """Streamed as it is put together; 404 for what the run does not have."""
    job = the_job(request, job_id)
    chosen = find(job, kind)
    if chosen is None:
        raise Http404
    response = StreamingHttpResponse(chosen.stream(job), content_type="application/zip")
    answer: StreamingHttpResponse = attachment(response, chosen.file_name(job))
    return answer
