"""Uploads over REST: the tus 1.0.0 protocol with a token, then inspection and import.

``POST`` announces a file (tus headers, or JSON), or takes a small one whole; ``PATCH`` sends the
next chunk; ``GET`` shows what was found; ``import`` makes the dataset version.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.generics import get_object_or_404
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api.columns import filters_of
from apps.core.api.parsers import BoundedJSONParser
from apps.core.api.problems import FieldError, Problem, translates
from apps.core.api.waiting import wait_seconds
from apps.core.rendering import render
from apps.datasets import serializers as shapes
from apps.datasets import tus
from apps.datasets.domain import intake, uploads
from apps.datasets.domain.permissions import require_alter
from apps.datasets.domain.uploads import UploadRefused
from apps.datasets.models import Dataset, Upload
from apps.datasets.planning import planned, readable
from apps.datasets.tabular.plan import Inspection
from apps.jobs.domain.waiting import wait_for
from apps.projects.api_base import ProjectViewSet
from apps.projects.models import Role

CODES = {
    409: "conflict",
    410: "gone",
    413: "too_large",
    423: "locked",
    429: "throttled",
    460: "damaged",
}
PREFER = OpenApiParameter(
    "Prefer",
    str,
    OpenApiParameter.HEADER,
    description="`wait=10` waits up to ten seconds for the end of it.",
)


def _header(name: str, text: str) -> OpenApiParameter:
    return OpenApiParameter(name, str, OpenApiParameter.HEADER, description=text)


@translates(UploadRefused)
def refused(error: UploadRefused) -> Problem:
    """The status that the protocol asks for, with the sentence."""
    code = "no_space" if error.status == 507 else CODES.get(error.status, "invalid")
    later = {"Retry-After": str(error.seconds)} if error.seconds else {}
    return Problem(code, render(error.message), headers={**tus.HEADERS, **later})


class FileParser(BaseParser):
    """A whole file: its bytes are read by the upload, piece by piece."""

    media_type = "application/octet-stream"

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        return stream


class ChunkParser(FileParser):
    media_type = tus.CHUNK_TYPE


@extend_schema_view(list=extend_schema(summary="List uploads"))
class UploadsViewSet(ProjectViewSet):
    """Files on their way in (tus 1.0.0: core, creation, termination, checksum)."""

    resource = "uploads"
    unrepeatable = frozenset({"create", "receive", "destroy", "inspect", "start_import"})
    scopes = {
        "list": "read",
        "retrieve": "read",
        "progress": "read",
        "metadata": "read",
        "create": "write",
        "receive": "write",
        "destroy": "write",
        "inspect": "write",
        "start_import": "write",
    }
    roles = {
        **dict.fromkeys(["list", "retrieve", "progress", "metadata"], Role.VIEWER),
        **dict.fromkeys(["create", "receive", "destroy", "inspect", "start_import"], Role.ANALYST),
    }
    parser_classes = [BoundedJSONParser, FileParser, ChunkParser]
    queryset = Upload.objects.select_related("job", "dataset", "project")
    serializer_class = shapes.UploadSerializer
    filterset_class = filters_of(shapes.UploadSerializer, Upload)
    lookup_url_kwarg = "upload_id"

    def read(self, row: Any) -> Any:
        return shapes.UploadDetailSerializer(row, context=self.get_serializer_context()).data

    @extend_schema(summary="Read an upload", responses=shapes.UploadDetailSerializer)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Poll until `state` is `ready`, `refused` or `done`; then `inspection` or `version`."""
        return self.answer(intake.caught_up(self.get_object()))

    @extend_schema(
        summary="Announce or send a file",
        request={
            "application/json": shapes.UploadInput,
            "application/octet-stream": OpenApiTypes.BINARY,
        },
        parameters=[
            PREFER,
            OpenApiParameter("filename", str, description="With a whole file: its name."),
            OpenApiParameter("dataset", UUID, description="With a whole file: new version of it."),
            _header("Upload-Length", "tus: bytes of the file."),
            _header("Upload-Metadata", "tus: `filename` and `dataset`, base64."),
        ],
        responses={201: shapes.UploadDetailSerializer},
    )
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """JSON or tus headers announce; a body of `application/octet-stream` is the whole file."""
        if "Upload-Length" in request.headers:
            upload = self._announce_tus(request)
        elif (request.content_type or "").startswith(FileParser.media_type):
            upload = self._take(request)
        else:
            values = self.parse(shapes.UploadInput)
            target = self._dataset(values.get("dataset"))
            upload = uploads.announce(
                self.project, self.user, values["filename"], values["size"], target
            )
        response = self._answer(upload, status.HTTP_201_CREATED)
        response.headers["Location"] = f"{request.path}{upload.pk}/"
        return response

    @extend_schema(exclude=True)
    def progress(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """tus: how far the upload is."""
        upload = self.get_object()
        headers = {
            **tus.HEADERS,
            "Upload-Offset": str(upload.offset),
            "Upload-Length": str(upload.size),
            "Cache-Control": "no-store",
        }
        return Response(headers=headers)

    @extend_schema(
        summary="Send a chunk",
        request={tus.CHUNK_TYPE: OpenApiTypes.BINARY},
        parameters=[
            OpenApiParameter(
                "Upload-Offset",
                int,
                OpenApiParameter.HEADER,
                required=True,
                description="Where the chunk starts: the bytes that have arrived so far.",
            ),
            _header("Upload-Checksum", "`sha256` or `sha1`, a space, the digest in base64."),
        ],
        responses={204: None},
    )
    def receive(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """After a break ask by HEAD how far it is. With the last chunk the reading begins."""
        upload = self.get_object()
        require_alter(upload, self.user, self.role)
        if request.content_type != tus.CHUNK_TYPE:
            raise Problem("unsupported_media_type", _("Send '{type}'.").format(type=tus.CHUNK_TYPE))
        offset = tus.whole(request.headers.get("Upload-Offset", ""))
        if offset is None:
            raise self._unsaid(_("The place of the chunk was not said (Upload-Offset)."))
        upload = uploads.receive(upload.pk, offset, tus.chunks(request._request))
        if upload.state == Upload.State.RECEIVED:
            intake.inspect(upload, self.user)
        headers = {**tus.HEADERS, "Upload-Offset": str(upload.offset)}
        return Response(status=status.HTTP_204_NO_CONTENT, headers=headers)

    @extend_schema(summary="Drop an upload", responses={204: None})
    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Forgets the bytes; a job that reads them is cancelled. An imported version stays.

        Whose upload it is may, and an editor."""
        upload = self.get_object()
        require_alter(upload, self.user, self.role)
        uploads.drop(upload, self.user)
        return Response(status=status.HTTP_204_NO_CONTENT, headers=tus.HEADERS)

    @extend_schema(
        summary="Read the file again",
        request={"application/json": shapes.InspectInput},
        parameters=[PREFER],
        responses=shapes.UploadDetailSerializer,
    )
    def inspect(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """With an encoding, delimiter, header row or sheet of your choice."""
        values = readable(self.parse(shapes.InspectInput))
        upload = self._in_state(Upload.State.READY, Upload.State.REFUSED, Upload.State.RECEIVED)
        require_alter(upload, self.user, self.role)
        return self._answer(intake.inspect(upload, self.user, values))

    @extend_schema(
        operation_id="uploads_import",
        summary="Import an upload",
        request={"application/json": shapes.ImportInput},
        parameters=[PREFER],
        responses={202: shapes.UploadDetailSerializer},
    )
    def start_import(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Stores the table as a new dataset, or as the next version of `dataset`."""
        values = self.parse(shapes.ImportInput)
        upload = self._in_state(Upload.State.READY)
        require_alter(upload, self.user, self.role)
        if upload.inspection is None:
            raise Problem("conflict", _("The file was not read yet."))
        plan = planned(Inspection.model_validate(upload.inspection).plan, values.get("plan", {}))
        target = self._dataset(values.get("dataset")) if "dataset" in values else upload.dataset
        name = values.get("name") or upload.filename.rsplit(".", 1)[0]
        upload = intake.start_import(upload, self.user, plan, name=name, dataset=target)
        return self._answer(upload, status.HTTP_202_ACCEPTED)

    def metadata(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """tus: what is offered (the action of OPTIONS is called so)."""
        return Response(status=status.HTTP_204_NO_CONTENT, headers=tus.OFFERED)

    def _announce_tus(self, request: Request) -> Upload:
        length = tus.whole(request.headers["Upload-Length"])
        if length is None:
            raise self._unsaid(_("The size of the file was not said (Upload-Length)."))
        named = tus.metadata(request.headers.get("Upload-Metadata", ""))
        target = self._dataset(named.get("dataset"))
        return uploads.announce(self.project, self.user, named.get("filename", ""), length, target)

    def _take(self, request: Request) -> Upload:
        size = tus.whole(request.headers.get("Content-Length", ""))
        if size is None:
            raise self._unsaid(_("The size of the file was not said (Content-Length)."))
        target = self._dataset(request.query_params.get("dataset"))
        name = request.query_params.get("filename", "")
        upload = uploads.take(
            self.project, self.user, name, size, tus.body(request._request), target
        )
        return intake.inspect(upload, self.user)

    def _dataset(self, wanted: Any) -> Dataset | None:
        if not wanted:
            return None
        mine = Dataset.objects.visible_to(self.user).filter(project=self.project)
        try:
            found = mine.filter(
                pk=wanted if isinstance(wanted, UUID) else UUID(str(wanted))
            ).first()
        except ValueError:
            found = None
        if found is None:
            sentence = _("There is no such dataset in this project.")
            raise Problem("invalid", errors=[FieldError("/dataset", sentence)])
        dataset: Dataset = found
        return dataset

    def _in_state(self, *states: str) -> Upload:
        upload: Upload = intake.caught_up(
            get_object_or_404(self.get_queryset(), pk=self.kwargs["upload_id"])
        )
        if upload.state not in states:
            sentence = _("The upload is '{state}', so this cannot be done now.")
            raise Problem("conflict", sentence.format(state=upload.state))
        return upload

    def _answer(self, upload: Upload, code: int = status.HTTP_200_OK) -> Response:
        seconds = wait_seconds(self.request)
        if seconds and upload.job is not None:
            wait_for(upload.job, seconds)
        upload.refresh_from_db()
        response = self.answer(intake.caught_up(upload), code)
        for name, value in {**tus.HEADERS, "Upload-Offset": str(upload.offset)}.items():
            response.headers[name] = value
        return response

    def _unsaid(self, sentence: str) -> Problem:
        return Problem("invalid", sentence, headers=tus.HEADERS)
