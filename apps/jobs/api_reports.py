"""Reports of runs over REST: PDF, Word, notebook with data."""

from __future__ import annotations

from typing import Any

from django.http import Http404, StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from apps.core.api.files import attachment
from apps.core.api.problems import Problem, translates
from apps.core.rendering import render
from apps.jobs.models import Job
from apps.jobs.reports import formats
from apps.jobs.serializers import JobSerializer
from apps.projects.api_base import ProjectViewSet
from apps.projects.models import Role


@translates(formats.NotWritten)
def _not_written(error: formats.NotWritten) -> Problem:
    if not error.seconds:
        return Problem("server_error", render(error.message))
    again = {"Retry-After": str(error.seconds)}
    return Problem("unavailable", render(error.message), headers=again)


class RunReportsViewSet(ProjectViewSet):
    """The report of a finished run, written when it is asked for."""

    resource = "jobs"
    selective = frozenset()
    scopes = {"retrieve": "read"}
    roles = {"retrieve": Role.VIEWER}
    downloads = frozenset({"retrieve"})
    queryset = Job.objects.select_related("project", "created_by")
    serializer_class = JobSerializer
    lookup_url_kwarg = "job_id"

    @extend_schema(
        summary="Report of a job",
        operation_id="jobs_report",
        parameters=[
            OpenApiParameter("report", str, OpenApiParameter.PATH, enum=list(formats.KEYS)),
        ],
        responses={
            (200, "application/pdf"): OpenApiTypes.BINARY,
            (200, formats.FORMATS[1].media_type): OpenApiTypes.BINARY,
            (200, "application/zip"): OpenApiTypes.BINARY,
        },
    )
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> StreamingHttpResponse:
        """The whole result as a file, in the language of `Accept-Language`: `pdf`, `docx`, or
        `notebook`, a zip with a Jupyter notebook and the data that it computes from. Takes about a
        second. 404 for a job without a result to report.
        """
        job = self.get_object()
        chosen = formats.find(job, self.kwargs["report"])
        if chosen is None:
            raise Http404
        site = request.build_absolute_uri("/").rstrip("/")
        content = formats.written(job, chosen, site)
        response = StreamingHttpResponse(content, content_type=chosen.media_type)
        answer: StreamingHttpResponse = attachment(response, formats.file_name(job, chosen))
        return answer
