"""Sources over REST: connectors, sources, what was fetched."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.helpers import forced_singular_serializer
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api.columns import filters_of
from apps.core.api.problems import FieldError, Problem
from apps.core.joining import sentences
from apps.core.rendering import render
from apps.datasets.models import Dataset, Fetch, Source
from apps.datasets.sources import actions, registry, taking
from apps.datasets.sources import serializers as shapes
from apps.datasets.sources.permissions import require_change
from apps.jobs.serializers import JobDetailSerializer
from apps.projects.api_base import ProjectViewSet
from apps.projects.domain.errors import Refused
from apps.projects.models import Role


class ConnectorsViewSet(ProjectViewSet):
    """The ways in which data can be fetched in this project."""

    resource = "connectors"
    scopes = {"list": "read"}
    roles = {"list": Role.VIEWER}
    queryset = Source.objects.none()
    serializer_class = shapes.ConnectorSerializer
    pagination_class = None
    filter_backends = ()

    @extend_schema(
        summary="List connectors",
        responses=forced_singular_serializer(shapes.ConnectorListSerializer),
    )
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """With the schema of the settings that a source of each takes."""
        found = registry.usable(self.project)
        return Response({"results": shapes.ConnectorSerializer(found, many=True).data})


@extend_schema_view(list=extend_schema(summary="List sources"))
class SourcesViewSet(ProjectViewSet):
    """Where datasets are fetched from. Make one, look at its first rows, agree, and it fetches; a
    table whose columns differ from what was agreed is refused until somebody accepts it.
    """

    resource = "sources"
    scopes = {
        "list": "read", "retrieve": "read", "create": "write", "partial_update": "write",
        "destroy": "write", "look": "write", "agree": "jobs", "fetch": "jobs", "accept": "write",
        "times": "jobs",
    }  # fmt: skip
    roles = {
        "list": Role.VIEWER, "retrieve": Role.VIEWER, "create": Role.ANALYST,
        "partial_update": Role.ANALYST, "destroy": Role.ANALYST, "look": Role.ANALYST,
        "agree": Role.ANALYST, "fetch": Role.ANALYST, "accept": Role.ANALYST,
        "times": Role.ANALYST,
    }  # fmt: skip
    conditional = frozenset({"partial_update", "destroy"})
    queryset = Source.objects.select_related("project", "schedule", "created_by", "job")
    serializer_class = shapes.SourceSerializer
    filterset_class = filters_of(shapes.SourceSerializer, Source)
    lookup_url_kwarg = "source_id"

    @extend_schema(summary="Read a source", responses=shapes.SourceDetailSerializer)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """With its first rows, once they are read."""
        source = taking.caught_up(self.get_object())
        return self._answer(source)

    def _answer(self, source: Source) -> Response:
        response: Response = self.answer(source)
        context = self.get_serializer_context()
        response.data = shapes.SourceDetailSerializer(source, context=context).data
        return response

    @extend_schema(
        summary="Make a source",
        request=shapes.SourceInput,
        responses={201: shapes.SourceSerializer},
    )
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Checks the settings and has the first rows read by a job."""
        values = self.parse(shapes.SourceInput)
        dataset = None
        if values.get("dataset"):
            rows = Dataset.objects.visible_to(self.user).filter(project=self.project)
            dataset = get_object_or_404(rows, pk=values["dataset"])
        with spoken():
            source = actions.make(
                self.project, self.user, connector=values["connector"], name=values["name"],
                settings=values["settings"], dataset=dataset,
            )  # fmt: skip
        address = f"/api/v1/projects/{source.project_id}/sources/{source.pk}/"
        return self.answer_fresh(
            source, status.HTTP_201_CREATED, request.build_absolute_uri(address)
        )

    @extend_schema(
        summary="Change a source", request=shapes.SourceChange, responses=shapes.SourceSerializer
    )
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Only the members that are sent change. Changed settings are looked at again."""
        values = self.parse(shapes.SourceChange, partial=True)
        with self.change() as source, spoken():
            require_change(source, self.user, self.role)
            actions.change(source, self.user, **values)
        return self.answer_fresh(source)

    @extend_schema(summary="Delete a source", responses={204: None})
    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """With its schedule and its list of fetches. The dataset and its versions stay."""
        with self.change() as source:
            require_change(source, self.user, self.role)
            actions.delete(source, self.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(
        summary="Look at the first rows again", request=None, responses=shapes.SourceSerializer
    )
    def look(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """409 while a fetch is open."""
        source = self._mine()
        with spoken():
            actions.look(source, self.user)
        return self.answer_fresh(source)

    @extend_schema(
        summary="Agree on the columns and fetch",
        request=shapes.SourceAgreeInput,
        responses={201: JobDetailSerializer},
    )
    def agree(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """As the first rows have them. Later fetches are held to it."""
        seen = self.parse(shapes.SourceAgreeInput).get("job")
        source = self._mine()
        with spoken():
            return self._job(actions.agree(source, self.user, seen=str(seen or "")))

    @extend_schema(summary="Fetch now", request=None, responses={201: JobDetailSerializer})
    def fetch(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """In the caller's name. 409 while a fetch is open."""
        source = self.get_object()
        with spoken():
            return self._job(actions.fetch(source, self.user))

    @extend_schema(
        summary="Accept changed columns",
        request=shapes.SourceAcceptInput,
        responses=shapes.SourceSerializer,
    )
    def accept(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The table that was refused becomes a version, and later ones are held to its columns."""
        seen = self.parse(shapes.SourceAcceptInput).get("fetch")
        source = self._mine()
        with spoken():
            taking.accept(source, self.user, seen=str(seen or ""))
        return self.answer_fresh(source)

    @extend_schema(
        summary="Set when a source is fetched",
        request=shapes.SourceTimesInput,
        responses=shapes.SourceSerializer,
    )
    def times(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Only the members that are sent change; the first time an expression is needed."""
        values = self.parse(shapes.SourceTimesInput)
        source = self._mine()
        row = source.schedule
        with spoken():
            if "expression" in values or "time_zone" in values:
                expression = values.get("expression") or (row.expression if row else "")
                zone = values.get("time_zone") or (row.time_zone if row else "UTC")
                actions.repeat(source, self.user, expression, zone)
            if "enabled" in values:
                actions.switch(source, self.user, values["enabled"])
        return self.answer_fresh(source)

    def _mine(self) -> Source:
        source: Source = taking.caught_up(self.get_object())
        require_change(source, self.user, self.role)
        return source

    def _job(self, job: Any) -> Response:
        data = JobDetailSerializer(job, context=self.get_serializer_context()).data
        return Response(data, status=status.HTTP_201_CREATED)


@extend_schema_view(
    list=extend_schema(summary="List fetches"), retrieve=extend_schema(summary="Read a fetch")
)
class FetchesViewSet(ProjectViewSet):
    """What was fetched of one source, newest first, and where it came from."""

    resource = "fetches"
    scopes = {"list": "read", "retrieve": "read"}
    roles = {"list": Role.VIEWER, "retrieve": Role.VIEWER}
    queryset = Fetch.objects.select_related("created_by")
    serializer_class = shapes.FetchSerializer
    filterset_class = filters_of(shapes.FetchSerializer, Fetch)
    lookup_url_kwarg = "fetch_id"

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(source_id=self.kwargs["source_id"])

    @contextmanager
    def _source(self) -> Iterator[None]:
        rows = Source.objects.visible_to(self.user).filter(project_id=self.kwargs["project_id"])
        get_object_or_404(rows, pk=self.kwargs["source_id"])
        yield

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A source of another project is a 404."""
        with self._source():
            return super().list(request, *args, **kwargs)


@contextmanager
def spoken() -> Iterator[None]:
    """Refusals as problems with pointers into the body."""
    try:
        yield
    except actions.SettingsRefused as error:
        found = [
            FieldError(
                f"/settings/{issue.field.replace('.', '/')}".rstrip("/"),
                sentences(render(issue.message), render(issue.fix)),
            )
            for issue in error.issues
        ]
        raise Problem("refused", errors=found) from error
    except Refused as error:
        if not error.field:
            raise Problem("conflict", render(error.message)) from error
        field = FieldError(f"/{error.field}", render(error.message))
        raise Problem("refused", errors=[field]) from error
