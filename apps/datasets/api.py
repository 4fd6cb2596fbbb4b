"""Datasets and their versions over REST."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from apps.core.api.columns import filters_of
from apps.core.api.files import attachment, download
from apps.core.api.pagination import link_header, parameter_problem, read_limit, read_whole
from apps.core.api.problems import Problem
from apps.core.api.speech import finite
from apps.datasets import serializers as shapes
from apps.datasets.domain import edit, export, queries
from apps.datasets.models import Dataset, DatasetVersion
from apps.projects.api_base import ProjectViewSet
from apps.projects.models import Role

PARQUET = "application/vnd.apache.parquet"
FORMATS = ("csv", "parquet")


@extend_schema_view(
    list=extend_schema(summary="List datasets"), retrieve=extend_schema(summary="Read a dataset")
)
class DatasetsViewSet(ProjectViewSet):
    """Tables of a project. A file becomes one by an upload; its content is in its versions."""

    resource = "datasets"
    scopes = {"list": "read", "retrieve": "read", "partial_update": "write", "destroy": "write"}
    roles = {
        "list": Role.VIEWER,
        "retrieve": Role.VIEWER,
        "partial_update": Role.EDITOR,
        "destroy": Role.EDITOR,
    }
    conditional = frozenset({"partial_update", "destroy"})
    queryset = Dataset.objects.all()
    serializer_class = shapes.DatasetSerializer
    filterset_class = filters_of(
        shapes.DatasetSerializer,
        Dataset,
        annotated={"latest_id", "version", "version_count", "rows", "size"},
    )
    lookup_url_kwarg = "dataset_id"

    def get_queryset(self) -> Any:
        return queries.datasets(self.user, self.kwargs.get("project_id"))

    @extend_schema(
        summary="Rename or describe a dataset",
        request=shapes.DatasetInput,
        responses=shapes.DatasetSerializer,
    )
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Only the members that are sent change. A taken name is a 409."""
        values = self.parse(shapes.DatasetInput, partial=True)
        try:
            with self.change() as dataset:
                for name, value in values.items():
                    setattr(dataset, name, value)
                edit.describe(dataset, self.user)
        except IntegrityError as error:
            raise self._taken(values.get("name", "")) from error
        return self.answer_fresh(dataset)

    @extend_schema(summary="Delete a dataset", responses={204: None})
    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """With all versions and files. Results of jobs that used it stay."""
        with self.change() as dataset:
            edit.delete(dataset, self.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _taken(self, name: str) -> Problem:
        other = Dataset.objects.filter(project=self.project, name=name).first()
        sentence = _("This project has a dataset '{name}' already.").format(name=name)
        return Problem("conflict", sentence, extra={"existing": str(other.pk) if other else ""})


@extend_schema_view(
    list=extend_schema(summary="List versions"), retrieve=extend_schema(summary="Read a version")
)
class VersionsViewSet(ProjectViewSet):
    """Immutable versions of a dataset: columns, rows, files."""

    resource = "versions"
    scopes = {
        "list": "read",
        "retrieve": "read",
        "rows": "read",
        "download": "read",
        "rejections": "read",
    }
    roles = dict.fromkeys(scopes, Role.VIEWER)
    downloads = frozenset({"download", "rejections"})
    queryset = DatasetVersion.objects.select_related("dataset", "created_by").defer("profile")
    serializer_class = shapes.VersionSerializer
    filterset_class = filters_of(shapes.VersionSerializer, DatasetVersion)
    lookup_url_kwarg = "version_id"

    def enter(self) -> None:
        super().enter()
        if self.action:
            datasets = Dataset.objects.visible_to(self.user).filter(project=self.project)
            get_object_or_404(datasets.only("pk"), pk=self.kwargs["dataset_id"])

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(dataset_id=self.kwargs.get("dataset_id"))

    @extend_schema(
        summary="Read rows",
        parameters=[
            OpenApiParameter("offset", int, description="Rows to pass over; 0 unless told."),
            OpenApiParameter("limit", int, description="From 1 to 500; 100 unless told."),
        ],
        responses=shapes.RowsAnswer,
    )
    def rows(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A page of rows. A version never changes, so paging by position loses nothing."""
        version, offset = self.get_object(), read_whole(request, "offset")
        limit = read_limit(request)
        page = queries.rows(version, offset, limit)
        end = offset + len(page.rows)
        here = request.build_absolute_uri()
        more = bool(page.rows) and end < page.total
        following = replace_query_param(here, "offset", str(end)) if more else None
        answer = {
            "columns": page.names,
            "results": [[finite(cell) for cell in row] for row in page.rows],
            "offset": offset,
            "total": page.total,
            "next": following,
        }
        return Response(answer, headers=link_header(following))

    @extend_schema(
        summary="Download a version",
        parameters=[
            OpenApiParameter("format", str, enum=FORMATS, description="`parquet` unless told.")
        ],
        responses={(200, PARQUET): OpenApiTypes.BINARY, (200, "text/csv"): OpenApiTypes.STR},
    )
    def download(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """The whole table. CSV is UTF-8 with exact values, streamed."""
        version = self.get_object()
        form = request.query_params.get("format", "parquet")
        if form not in FORMATS:
            raise parameter_problem("format", _("Give csv or parquet."))
        name = export.file_name(version, form)
        if form == "csv":
            return _csv(export.csv_lines(version, safe=False), name)
        return download(version.file, name, PARQUET, tag=version.content_hash)

    @extend_schema(
        summary="Download what was rejected",
        responses={(200, "text/csv"): OpenApiTypes.STR},
    )
    def rejections(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """Row, column, value, reason and fix of every rejected value; 404 if there is none."""
        version = self.get_object()
        if not version.rejections:
            raise Http404
        return _csv(export.rejection_lines(version), export.file_name(version, "rejections.csv"))


def _csv(lines: Any, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    return attachment(response, name)
