"""Models written for other programs over REST: asked for, told of, fetched, deleted."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.helpers import forced_singular_serializer
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api.conditional import tagged
from apps.core.api.files import download
from apps.core.api.problems import Problem
from apps.core.api.serializers import PersonSerializer
from apps.engines.exporting import NAMES
from apps.jobs.api import refusal
from apps.jobs.domain.submit import SubmissionRefused
from apps.jobs.models import State
from apps.jobs.serializers import explanation
from apps.modelhub.domain import exports
from apps.modelhub.exports.manifest import KEY
from apps.modelhub.models import RegisteredModel
from apps.projects.api_base import ProjectViewSet
from apps.projects.models import Role

TARGETS = tuple(NAMES)
MADE = {
    "target": "onnx",
    "name": "ONNX",
    "state": "succeeded",
    "explanation": "",
    "job": "5b6d8a52-7f0c-4d37-9a51-0c0f6a3c7e11",
    "asked_by": {"id": "8f14e45f-ceea-467f-a8d9-2b2e4c3a9d10", "name": "Wei Chen"},
    "asked_at": "2026-11-23T08:00:00Z",
    "report": {
        "rows": 1000,
        "real": True,
        "licence": "Apache-2.0",
        "variants": [
            {
                "precision": "fp32",
                "file": "model.onnx",
                "bytes": 90_405_214,
                "agreement": 1.0,
                "largest": 3.1e-6,
                "kept": True,
            },
            {
                "precision": "int8",
                "file": "model.int8.onnx",
                "bytes": 22_972_370,
                "agreement": 0.991,
                "largest": 0.41,
                "kept": False,
            },
        ],
    },
    "file": {
        "name": "model-0d3b1f6a-onnx.zip",
        "size": 84_120_337,
        "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    },
}


class ExportVariantSerializer(serializers.Serializer):
    """One file as exact as `precision` says, held against the model itself. `agreement` is the
    share of rows with the same decision, `largest` the largest difference of an output. What
    decides differently too often is not in the zip (`kept` is false).
    """

    precision = serializers.CharField(help_text="`fp32` or `int8`.")
    file = serializers.CharField()
    bytes = serializers.IntegerField()
    agreement = serializers.FloatField()
    largest = serializers.FloatField()
    kept = serializers.BooleanField()


class ExportReportSerializer(serializers.Serializer):
    """How the files compare with the model. `real` says that the `rows` are texts that the run was
    tested on, and not random words of the model's vocabulary.
    """

    rows = serializers.IntegerField()
    real = serializers.BooleanField()
    licence = serializers.CharField(allow_blank=True)
    variants = ExportVariantSerializer(many=True)


class ExportFileSerializer(serializers.Serializer):
    """The zip."""

    name = serializers.CharField()
    size = serializers.IntegerField()
    sha256 = serializers.CharField()


@extend_schema_serializer(
    examples=[OpenApiExample("Made", value=MADE, response_only=True, status_codes=["200", "202"])]
)
class ModelExportSerializer(serializers.Serializer):
    """A format that the model can be written in, and the newest job that does or did it. `state`
    is that job's, null where nobody has asked; `report` and `file` are null until it has made one.
    """

    target = serializers.ChoiceField(choices=TARGETS)
    name = serializers.CharField()
    state = serializers.CharField(
        allow_null=True, help_text="As of a job: `queued`, …, `succeeded`, `refused`, …"
    )
    explanation = serializers.CharField(
        allow_blank=True, help_text="Why the job has made nothing; empty otherwise."
    )
    job = serializers.UUIDField(allow_null=True)
    asked_by = PersonSerializer(allow_null=True)
    asked_at = serializers.DateTimeField(allow_null=True)
    report = ExportReportSerializer(allow_null=True)
    file = ExportFileSerializer(allow_null=True)


@extend_schema_serializer(
    examples=[OpenApiExample("One was made", value={"results": [MADE]}, response_only=True)]
)
class ModelExportListSerializer(serializers.Serializer):
    """All formats; none where models of this kind cannot be written for other programs."""

    results = ModelExportSerializer(many=True)


class ModelExportsViewSet(ProjectViewSet):
    """A model as ONNX or OpenVINO."""

    resource = "model_exports"
    selective = frozenset()
    scopes = {
        "offered": "read",
        "retrieve": "read",
        "download": "read",
        "ask": "jobs",
        "destroy": "write",
    }
    roles = {
        "offered": Role.VIEWER,
        "retrieve": Role.VIEWER,
        "download": Role.VIEWER,
        "ask": Role.ANALYST,
        "destroy": Role.EDITOR,
    }
    downloads = frozenset({"download"})
    queryset = RegisteredModel.objects.select_related("job", "project")
    serializer_class = ModelExportSerializer
    lookup_url_kwarg = "model_id"

    @extend_schema(
        summary="List the exports of a model",
        operation_id="model_exports",
        responses=forced_singular_serializer(ModelExportListSerializer),
    )
    def offered(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Every format that the model can be written in, made or not."""
        offered = exports.exports_of(self.get_object())
        return tagged(request, {"results": [_told(one) for one in offered]})

    @extend_schema(summary="Read an export", operation_id="model_export_retrieve")
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Poll this until `state` is final; `report` says how the files compare with the model. 404
        for a format that the model cannot be written in.
        """
        return tagged(request, _told(self._export()))

    @extend_schema(
        summary="Export a model for other programs",
        request=None,
        operation_id="model_export_create",
        responses={202: ModelExportSerializer},
    )
    def ask(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A job writes the model so and compares the answers of both; what is there already, or is
        being made, is not made again. 422 where the model cannot be written so.
        """
        model, target = self.get_object(), self._target()
        try:
            exports.export_job(model, self.user, target)
        except SubmissionRefused as error:
            raise refusal(error, KEY) from error
        return Response(_told(self._export()), status=status.HTTP_202_ACCEPTED)

    @extend_schema(
        summary="Download an export",
        operation_id="model_export_download",
        responses={(200, "application/zip"): OpenApiTypes.BINARY},
    )
    def download(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """A zip with the files that decide as the model does, and how to use them. 409 until it is
        made.
        """
        file = self._export().file()
        if file is None:
            raise Problem("conflict", _("This export is not made. Ask for it, or wait for it."))
        return download(file.file, file.name, file.media_type, tag=file.sha256)

    @extend_schema(
        summary="Delete an export", operation_id="model_export_destroy", responses={204: None}
    )
    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The file and the job that made it go for good. 409 while it is being made, and where
        there is none.
        """
        exports.delete(self.get_object(), self.user, self._target())
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _target(self) -> str:
        target = str(self.kwargs["target"])
        if target not in NAMES:
            raise Http404
        return target

    def _export(self) -> exports.Export:
        """The format that the address names, or 404."""
        offered, target = exports.exports_of(self.get_object()), self._target()
        found = next((one for one in offered if one.target == target), None)
        if found is None:
            raise Http404
        return found


def _told(export: exports.Export) -> dict[str, Any]:
    job, file = export.job, export.file()
    made = job is not None and job.state == State.SUCCEEDED
    values = {
        "target": export.target,
        "name": export.name,
        "state": job.state if job else None,
        "explanation": explanation(job) if job and export.done and not made else "",
        "job": job.pk if job else None,
        "asked_by": job.created_by if job else None,
        "asked_at": job.created_at if job else None,
        "report": job.summary if job and made else None,
        "file": file,
    }
    return dict(ModelExportSerializer(values).data)
