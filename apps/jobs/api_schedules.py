"""Schedules over REST: runs that are asked for again and again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api.columns import filters_of
from apps.core.api.problems import FieldError, Problem
from apps.core.rendering import render
from apps.jobs import serializers as job_shapes
from apps.jobs import serializers_schedules as shapes
from apps.jobs.api import refusal, refuse_system
from apps.jobs.domain import schedules
from apps.jobs.domain.submit import SubmissionRefused
from apps.jobs.filters import EngineKeyFilter
from apps.jobs.models import Schedule
from apps.jobs.permissions import require_change
from apps.projects.api_base import ProjectViewSet
from apps.projects.domain.errors import Refused
from apps.projects.models import Role


@extend_schema_view(
    list=extend_schema(summary="List schedules"), retrieve=extend_schema(summary="Read a schedule")
)
class SchedulesViewSet(ProjectViewSet):
    """Runs that are asked for at set times, in the name of whoever made the schedule."""

    resource = "schedules"
    scopes = {
        "list": "read",
        "retrieve": "read",
        "create": "jobs",
        "partial_update": "jobs",
        "destroy": "jobs",
        "run_now": "jobs",
    }
    roles = {
        "list": Role.VIEWER,
        "retrieve": Role.VIEWER,
        "create": Role.ANALYST,
        "partial_update": Role.ANALYST,
        "destroy": Role.ANALYST,
        "run_now": Role.ANALYST,
    }
    conditional = frozenset({"partial_update", "destroy"})
    queryset = Schedule.objects.select_related("created_by")
    serializer_class = shapes.ScheduleSerializer
    filterset_class = filters_of(shapes.ScheduleSerializer, Schedule, base=EngineKeyFilter)
    lookup_url_kwarg = "schedule_id"

    @extend_schema(
        summary="Make a schedule",
        request=shapes.ScheduleInput,
        responses={201: shapes.ScheduleSerializer},
    )
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Checks the run as submitting it would, and the times."""
        values = shapes.stored(self.parse(shapes.ScheduleInput))
        refuse_system(values["engine_key"])
        with _spoken(values["engine_key"]):
            row = schedules.make(self.project, self.user, values)
        address = f"/api/v1/projects/{row.project_id}/schedules/{row.pk}/"
        return self.answer_fresh(row, status.HTTP_201_CREATED, request.build_absolute_uri(address))

    @extend_schema(
        summary="Change, pause or resume a schedule",
        request=shapes.ScheduleInput,
        responses=shapes.ScheduleSerializer,
    )
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Only the members that are sent change. Somebody else's needs the role editor."""
        values = shapes.stored(self.parse(shapes.ScheduleInput, partial=True))
        if "engine_key" in values:
            refuse_system(values["engine_key"])
        with self.change() as row, _spoken(values.get("engine_key", row.engine_key)):
            require_change(row, self.user, self.role)
            schedules.change(row, self.user, values)
        return self.answer_fresh(row)

    @extend_schema(summary="Delete a schedule", responses={204: None})
    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Its runs stay. Somebody else's needs the role editor."""
        with self.change() as row:
            require_change(row, self.user, self.role)
            schedules.delete(row, self.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(
        summary="Run a schedule now",
        request=None,
        responses={201: job_shapes.JobDetailSerializer},
    )
    def run_now(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Once more, outside its times and in the caller's name. 409 while a run is open."""
        row = self.get_object()
        try:
            job = schedules.run_now(row, self.user)
        except SubmissionRefused as error:
            raise refusal(error, row.engine_key) from error
        except Refused as error:
            raise Problem("conflict", render(error.message)) from error
        data = job_shapes.JobDetailSerializer(job, context=self.get_serializer_context()).data
        return Response(data, status=status.HTTP_201_CREATED)


@contextmanager
def _spoken(engine_key: str) -> Iterator[None]:
    """Refusals as problems with pointers into the body."""
    try:
        yield
    except SubmissionRefused as error:
        raise refusal(error, engine_key) from error
    except Refused as error:
        pointer = f"/{error.field}" if error.field else ""
        raise Problem("refused", errors=[FieldError(pointer, render(error.message))]) from error
