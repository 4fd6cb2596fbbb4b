"""Runs for other tools over REST: TensorBoard, Weights & Biases, MLflow."""

from __future__ import annotations

from typing import Any

from django.http import Http404, StreamingHttpResponse
from drf_spectacular.helpers import forced_singular_serializer
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api.conditional import tagged
from apps.core.api.files import attachment
from apps.core.messages import msg
from apps.core.rendering import render
from apps.jobs.exports.kinds import Export, find, found
from apps.jobs.models import Job
from apps.projects.api_base import ProjectViewSet
from apps.projects.models import Role


class ExportSerializer(serializers.Serializer):
    """A download that the run has; `…/exports/{kind}/` makes it."""

    kind = serializers.CharField(source="key", help_text="`tensorboard`, `wandb` or `mlflow`.")
    title = serializers.SerializerMethodField()
    help = serializers.SerializerMethodField(help_text="What to do with it.")

    def get_title(self, export: Export) -> str:
        return render(msg(export.label))

    def get_help(self, export: Export) -> str:
        return render(msg(export.help))


class ExportListSerializer(serializers.Serializer):
    """All downloads of a run."""

    results = ExportSerializer(many=True)


class RunExportsViewSet(ProjectViewSet):
    """A finished run as other tools read it."""

    resource = "jobs"
    selective = frozenset()
    scopes = {"offered": "read", "retrieve": "read"}
    roles = {"offered": Role.VIEWER, "retrieve": Role.VIEWER}
    downloads = frozenset({"retrieve"})
    even_archived = frozenset({"offered", "retrieve"})
    queryset = Job.objects.select_related("project", "created_by")
    serializer_class = ExportSerializer
    lookup_url_kwarg = "job_id"

    @extend_schema(
        summary="List the exports of a job",
        operation_id="jobs_exports",
        responses=forced_singular_serializer(ExportListSerializer),
    )
    def offered(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Empty until the job has ended, and for predictions and parts."""
        offered = ExportSerializer(found(self.get_object()), many=True).data
        return tagged(request, {"results": offered})

    @extend_schema(
        summary="Export a job",
        operation_id="jobs_export",
        responses={(200, "application/zip"): OpenApiTypes.BINARY},
    )
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> StreamingHttpResponse:
        """A zip. `tensorboard` and `wandb` were written during the run, `mlflow` is a folder
        `mlruns` with parameters, curves, figures and files. 404 for what the run does not have.
        """
        job = self.get_object()
        chosen = find(job, self.kwargs["kind"])
        if chosen is None:
            raise Http404
        response = StreamingHttpResponse(chosen.stream(job), content_type="application/zip")
        answer: StreamingHttpResponse = attachment(response, chosen.file_name(job))
        return answer
