"""The register over REST: predictions to read, actual values to give, the scores of each."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api.columns import filters_of
from apps.core.api.serializers import InputSerializer, PersonSerializer
from apps.engines.predicted import MOST
from apps.projects.api_base import ProjectViewSet
from apps.projects.models import Role
from apps.research.predictions import taking
from apps.research.predictions.models import Prediction, PredictionScore


class PeriodPredictionSerializer(serializers.ModelSerializer):
    """A prediction as it was frozen, and what is known of its truth. `level` is the share of values
    that such intervals are to hold; `band` `mean` is an interval of the expected value and does not
    count for the coverage, nor does one with `hindsight`. `error` is actual − value;
    `interval_score` is Winkler's (Gneiting and Raftery 2007); `scaled_error` is in errors of the
    naive forecast.
    """

    engine = serializers.CharField(source="kept.engine_key", read_only=True)
    engine_version = serializers.CharField(source="kept.engine_version", read_only=True)
    run = serializers.CharField(source="kept.title", read_only=True)
    job = serializers.UUIDField(source="kept.job_id", allow_null=True, read_only=True)
    version = serializers.UUIDField(source="kept.version_id", allow_null=True, read_only=True)
    target = serializers.CharField(source="kept.target", read_only=True)
    unit = serializers.CharField(source="kept.unit", read_only=True)
    made_by = PersonSerializer(source="kept.made_by", allow_null=True, read_only=True)
    made_at = serializers.DateTimeField(source="kept.made_at", read_only=True)
    actual_version = serializers.UUIDField(
        source="actual_version_id", allow_null=True, read_only=True
    )
    actual_by = PersonSerializer(allow_null=True, read_only=True)

    class Meta:
        model = Prediction
        fields = [
            "id", "engine", "engine_version", "run", "job", "version", "target", "unit", "market",
            "country", "period", "ends_on", "ahead", "value", "low", "high", "level", "band",
            "naive", "scale", "made_by", "made_at", "hindsight", "actual", "actual_version",
            "actual_source", "actual_by", "scored_at", "inside", "error", "interval_score",
            "scaled_error", "created_at", "updated_at",
        ]  # fmt: skip
        read_only_fields = fields


class PredictionScoreSerializer(serializers.ModelSerializer):
    """An actual value that a prediction was scored by: from a `version` of data, or typed `by` a
    person with a `source`. The newest counts.
    """

    version = serializers.UUIDField(source="version_id", allow_null=True, read_only=True)
    by = PersonSerializer(allow_null=True, read_only=True)

    class Meta:
        model = PredictionScore
        fields = [
            "id", "actual", "version", "source", "by", "at", "inside", "error", "interval_score",
            "scaled_error", "created_at", "updated_at",
        ]  # fmt: skip
        read_only_fields = fields


class ActualInput(InputSerializer):
    """What became true, and where that is known from."""

    actual = serializers.FloatField(min_value=-MOST, max_value=MOST)
    source = serializers.CharField(max_length=taking.LONGEST_SOURCE)  # type: ignore[assignment]


@extend_schema_view(
    list=extend_schema(summary="List predictions"),
    retrieve=extend_schema(summary="Read a prediction"),
)
class PredictionsViewSet(ProjectViewSet):
    """What runs of the project predicted, kept to be scored."""

    resource = "predictions"
    scopes = {"list": "read", "retrieve": "read", "actual": "write"}
    roles = {"list": Role.VIEWER, "retrieve": Role.VIEWER, "actual": Role.ANALYST}
    queryset = Prediction.objects.select_related("kept__made_by", "actual_by")
    serializer_class = PeriodPredictionSerializer
    filterset_class = filters_of(PeriodPredictionSerializer, Prediction)
    lookup_url_kwarg = "prediction_id"

    @extend_schema(
        summary="Give the actual value",
        request=ActualInput,
        operation_id="predictions_actual",
        responses=PeriodPredictionSerializer,
    )
    def actual(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Scores the prediction; an earlier value stays in its scores. 409 before the period is
        over.
        """
        row = self.get_object()
        asked = self.parse(ActualInput)
        taking.enter(row, self.user, asked["actual"], asked["source"])
        return self.answer_fresh(row)


@extend_schema_view(list=extend_schema(summary="List the scores of a prediction"))
class PredictionScoresViewSet(ProjectViewSet):
    """Every actual value that a prediction was scored by."""

    resource = "prediction-scores"
    scopes = {"list": "read"}
    roles = {"list": Role.VIEWER}
    queryset = PredictionScore.objects.select_related("by")
    serializer_class = PredictionScoreSerializer
    filterset_class = filters_of(PredictionScoreSerializer, PredictionScore)

    def enter(self) -> None:
        super().enter()
        if self.action:
            rows = Prediction.objects.visible_to(self.user).filter(project=self.project)
            get_object_or_404(rows, pk=self.kwargs["prediction_id"])

    def get_queryset(self) -> Any:
        rows = super().get_queryset()
        return rows.filter(prediction_id=self.kwargs.get("prediction_id"))
