"""Watching over REST: the log of a serving name, true labels, checks, alerts, training again."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api.columns import filters_of
from apps.core.api.conditional import require_match, tagged
from apps.jobs.api import refusal
from apps.jobs.domain.submit import SubmissionRefused
from apps.modelhub.models import ModelAlias
from apps.modelhub.watching import alerts, quality, retraining, watches
from apps.modelhub.watching import serializers as shapes
from apps.modelhub.watching.models import (
    DriftAlert,
    DriftCheck,
    LoggedPrediction,
    Retraining,
    Watch,
)
from apps.projects.api_base import ProjectViewSet
from apps.projects.domain.changes import hold
from apps.projects.models import Role


class OfAlias(ProjectViewSet):
    """What belongs to a serving name; 404 where there is none of this name. ``by`` is what its
    rows refer to: the name, or how it is watched.
    """

    by = "watch"

    def enter(self) -> None:
        super().enter()
        if self.action is not None:
            _ = self.alias

    @cached_property
    def alias(self) -> ModelAlias:
        rows = ModelAlias.objects.filter(project=self.project).select_related(
            "watch", "model__project", "model__job"
        )
        return get_object_or_404(rows, name=self.kwargs["alias"])

    def get_queryset(self) -> Any:
        rows = super().get_queryset()
        if "alias" not in self.kwargs:
            return rows
        if self.by == "alias":
            return rows.filter(alias=self.alias)
        watch = getattr(self.alias, "watch", None)  # its id alone lets an index be read in order
        return rows.none() if watch is None else rows.filter(watch=watch)

    def get_object(self) -> Any:
        """The one row of the name."""
        return get_object_or_404(self.get_queryset())


class WatchesViewSet(OfAlias):
    """How predictions of a serving name are logged."""

    resource = "watches"
    selective = frozenset()
    scopes = {"retrieve": "read", "update": "administer", "destroy": "administer"}
    roles = {"retrieve": Role.VIEWER, "update": Role.OWNER, "destroy": Role.OWNER}
    conditional = frozenset({"update", "destroy"})
    queryset = Watch.objects.select_related("alias", "set_by")
    serializer_class = shapes.WatchSerializer
    by = "alias"

    @extend_schema(summary="Read how a name is watched", operation_id="watch_retrieve")
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """404 for a name whose predictions have never been logged."""
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(
        summary="Watch a serving name", request=shapes.WatchInput, operation_id="watch_update"
    )
    def update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Predictions may hold personal data, so this needs the role owner."""
        values = self.parse(shapes.WatchInput)
        with transaction.atomic():
            hold(self.project.pk)
            with suppress(Http404):
                require_match(request, self.read(self.get_object()))
            row = watches.watch(self.alias, self.user, values)
        return self.answer_fresh(row)

    @extend_schema(
        summary="Delete the log of a name", responses={204: None}, operation_id="watch_destroy"
    )
    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Its predictions, labels, checks and alerts go for good."""
        with transaction.atomic():
            hold(self.project.pk)
            row = self.get_object()
            require_match(request, self.read(row))
            watches.stop(row, self.user)
        return Response(status=status.HTTP_204_NO_CONTENT)


@extend_schema_view(
    list=extend_schema(summary="List logged predictions", operation_id="logged_predictions_list")
)
class LoggedViewSet(OfAlias):
    """What a serving name was asked and answered, and true labels for it."""

    resource = "logged_predictions"
    scopes = {"list": "read", "label": "write", "quality": "read"}
    roles = {"list": Role.ANALYST, "label": Role.ANALYST, "quality": Role.VIEWER}
    queryset = LoggedPrediction.objects.all()
    serializer_class = shapes.LoggedPredictionSerializer
    filterset_class = filters_of(shapes.LoggedPredictionSerializer, LoggedPrediction)

    @extend_schema(
        summary="Send true labels",
        request=shapes.LabelsInput,
        responses={200: shapes.LabelsStored},
        operation_id="labels_create",
        filters=False,
    )
    def label(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Sent twice they are stored once; another label takes the place of the one before. A
        prediction can be labelled about a second after its answer.
        """
        truths = quality.given(self.parse(shapes.LabelsInput)["labels"])
        return Response(asdict(quality.label(self.alias, self.user, truths)))

    @extend_schema(
        summary="Read how often answers were right",
        responses={200: shapes.QualitySerializer},
        operation_id="quality_retrieve",
        filters=False,
    )
    def quality(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """By the true labels that were sent. Where somebody chose which to send, it is a figure of
        those and not of all predictions.
        """
        alias = self.alias
        watch = get_object_or_404(Watch, alias=alias)
        periods = quality.over_time(watch, alias.model_id)
        told = {
            "model": alias.model_id,
            "total": quality.whole(periods),
            "periods": periods,
        }
        return tagged(request, dict(shapes.QualitySerializer(told).data))


@extend_schema_view(list=extend_schema(summary="List drift checks"))
class ChecksViewSet(OfAlias):
    """What runs that look for drift have found of a name."""

    resource = "drift_checks"
    scopes = {"list": "read"}
    roles = {"list": Role.VIEWER}
    queryset = DriftCheck.objects.all()
    serializer_class = shapes.DriftCheckSerializer
    filterset_class = filters_of(shapes.DriftCheckSerializer, DriftCheck)


@extend_schema_view(
    list=extend_schema(summary="List drift alerts"),
    retrieve=extend_schema(summary="Read a drift alert"),
)
class AlertsViewSet(ProjectViewSet):
    """Drifts that people were told of."""

    resource = "drift_alerts"
    scopes = {"list": "read", "retrieve": "read", "acknowledge": "write", "snooze": "write"}
    roles = {
        "list": Role.VIEWER,
        "retrieve": Role.VIEWER,
        "acknowledge": Role.ANALYST,
        "snooze": Role.ANALYST,
    }
    queryset = DriftAlert.objects.select_related("watch__alias", "handled_by")
    serializer_class = shapes.DriftAlertSerializer
    filterset_class = filters_of(shapes.DriftAlertSerializer, DriftAlert)
    lookup_url_kwarg = "alert_id"

    @extend_schema(summary="Acknowledge a drift alert", request=None)
    def acknowledge(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Somebody looks after it; it is told again only where something else drifts too."""
        return self.answer_fresh(alerts.acknowledge(self.get_object(), self.user))

    @extend_schema(summary="Snooze a drift alert", request=shapes.SnoozeInput)
    def snooze(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Nothing is said of it for so many days."""
        days = self.parse(shapes.SnoozeInput)["days"]
        return self.answer_fresh(alerts.snooze(self.get_object(), self.user, days))


class RetrainingViewSet(OfAlias):
    """Training again what a serving name points to."""

    resource = "retraining"
    selective = frozenset()
    scopes = {"retrieve": "read", "update": "jobs", "destroy": "jobs"}
    roles = {"retrieve": Role.VIEWER, "update": Role.EDITOR, "destroy": Role.EDITOR}
    queryset = Retraining.objects.select_related("alias__model", "schedule")
    serializer_class = shapes.RetrainingSerializer
    by = "alias"

    @extend_schema(summary="Read when a name is trained again", operation_id="retraining_retrieve")
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """404 where nothing is planned."""
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(
        summary="Plan to train a name again",
        request=shapes.RetrainingInput,
        operation_id="retraining_update",
    )
    def update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The run of the model that serves is repeated with the newest version of its data. What
        comes of it becomes `candidate`, never what serves.
        """
        values = self.parse(shapes.RetrainingInput)
        alias = self.alias
        try:
            row = retraining.plan(
                alias,
                self.user,
                expression=values.get("expression", ""),
                time_zone=values.get("time_zone", "UTC"),
                on_drift=values.get("on_drift", False),
            )
        except SubmissionRefused as error:
            raise refusal(error, alias.model.engine_key) from error
        return self.answer_fresh(row)

    @extend_schema(
        summary="Train a name no more", responses={204: None}, operation_id="retraining_destroy"
    )
    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Models that came of it stay."""
        retraining.cancel(self.get_object(), self.user)
        return Response(status=status.HTTP_204_NO_CONTENT)
