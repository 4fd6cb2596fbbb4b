"""How watching is read and changed over REST."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from apps.core.api.serializers import InputSerializer, MessageField, ObjectField, PersonSerializer
from apps.jobs.domain import cron
from apps.modelhub.watching.alerts import MOST_DAYS
from apps.modelhub.watching.models import (
    DriftAlert,
    DriftCheck,
    Keeps,
    LoggedPrediction,
    Retraining,
    Watch,
)
from apps.modelhub.watching.reading import LONGEST
from apps.modelhub.watching.watches import MOST_DAYS as MOST_KEPT

MOST_LABELS = 500


class WatchSerializer(serializers.ModelSerializer):
    """How the predictions of a serving name are logged. `share` 0: not at all."""

    alias = serializers.CharField(source="alias.name")
    set_by = PersonSerializer(allow_null=True)

    class Meta:
        model = Watch
        fields = ["id", "alias", "share", "days", "keeps", "set_by", "created_at", "updated_at"]
        read_only_fields = fields


class WatchInput(InputSerializer):
    """What is not sent stays as it is; of a name that is not watched yet: 0, 30 and `features`."""

    share = serializers.FloatField(
        min_value=0, max_value=1, required=False, help_text="Of the rows that are logged."
    )
    days = serializers.IntegerField(
        min_value=1, max_value=MOST_KEPT, required=False, help_text="For which they are kept."
    )
    keeps = serializers.ChoiceField(
        choices=Keeps.choices,
        required=False,
        help_text="Of texts: `features` their length alone, `masked` without addresses, links and"
        " long numbers, `whole` as they are.",
    )


class LoggedPredictionSerializer(serializers.ModelSerializer):
    """A row that a model was asked about, and its answer, as far as it is kept."""

    model = serializers.UUIDField(source="model_id")
    texts = ObjectField(allow_null=True, help_text="By column; null where they are not kept.")
    numbers = ObjectField(help_text="By column.")

    class Meta:
        model = LoggedPrediction
        fields = [
            "id", "model", "length", "texts", "numbers", "answer", "score", "truth",
            "labelled_at", "created_at", "updated_at",
        ]  # fmt: skip
        read_only_fields = fields


class LabelInput(InputSerializer):
    id = serializers.UUIDField(help_text="One of `prediction_ids` of an answer.")
    label = serializers.CharField(  # type: ignore[assignment] # the API's own word
        max_length=LONGEST, help_text="What would have been right."
    )


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "One label",
            request_only=True,
            value={"labels": [{"id": "0d3b1f6a-7c1e-4c5e-9a54-2f1f5c1a7b12", "label": "refund"}]},
        )
    ]
)
class LabelsInput(InputSerializer):
    labels = serializers.ListField(child=LabelInput(), min_length=1, max_length=MOST_LABELS)


class LabelsStored(serializers.Serializer):
    """`unknown` ids name no logged prediction of this name, or one whose time is over."""

    stored = serializers.IntegerField(help_text="That are new, or other than before.")
    unchanged = serializers.IntegerField()
    unknown = serializers.ListField(child=serializers.UUIDField())


class QualityShareSerializer(serializers.Serializer):
    """A share of right answers; `low` and `high` are the ends of Wilson's 95% interval."""

    count = serializers.IntegerField()
    right = serializers.IntegerField()
    value = serializers.FloatField()
    low = serializers.FloatField()
    high = serializers.FloatField()


class QualityErrorSerializer(serializers.Serializer):
    """Mean absolute error of answers that are numbers, with its 95% interval."""

    count = serializers.IntegerField()
    value = serializers.FloatField()
    low = serializers.FloatField()
    high = serializers.FloatField()


class QualityPeriodSerializer(serializers.Serializer):
    start = serializers.DateField()
    share = QualityShareSerializer(allow_null=True)
    error = QualityErrorSerializer(allow_null=True)


class QualitySerializer(serializers.Serializer):
    """Of the predictions of the model that serves now whose true label is known. `periods` are
    days, or weeks where predictions are kept for more than 45 days.
    """

    model = serializers.UUIDField()
    total = QualityPeriodSerializer(allow_null=True)
    periods = QualityPeriodSerializer(many=True)


class DriftStatisticSerializer(serializers.Serializer):
    """`value` beside what is `usual` where nothing changed; `q` is `p` adjusted for all statistics
    of the run. `before` and `now` are the shares of a label (`output.label:…`) of a model that
    gives several, else null.
    """

    key = serializers.CharField()
    value = serializers.FloatField()
    usual = serializers.FloatField()
    p = serializers.FloatField()
    q = serializers.FloatField()
    drifted = serializers.BooleanField()
    before = serializers.FloatField(allow_null=True)
    now = serializers.FloatField(allow_null=True)


class DriftCheckSerializer(serializers.ModelSerializer):
    """What one run found. `reference` is `test` or `log`: what was compared with."""

    model = serializers.UUIDField(source="model_id")
    job = serializers.UUIDField(source="job_id", allow_null=True)
    note = MessageField(help_text="Why nothing, or not all, was compared.")
    statistics = DriftStatisticSerializer(many=True)

    class Meta:
        model = DriftCheck
        fields = [
            "id", "model", "job", "state", "note", "rows", "reference_rows", "reference", "since",
            "level", "statistics", "created_at", "updated_at",
        ]  # fmt: skip
        read_only_fields = fields


class DriftAlertSerializer(serializers.ModelSerializer):
    """A drift that people were told of. `statistics` are keys of what has drifted so far."""

    alias = serializers.CharField(source="watch.alias.name")
    model = serializers.UUIDField(source="model_id")
    statistics = serializers.ListField(child=serializers.CharField())
    handled_by = PersonSerializer(allow_null=True)

    class Meta:
        model = DriftAlert
        fields = [
            "id", "alias", "model", "state", "statistics", "seen_at", "snoozed_until",
            "handled_by", "created_at", "updated_at",
        ]  # fmt: skip
        read_only_fields = fields


class SnoozeInput(InputSerializer):
    days = serializers.IntegerField(min_value=1, max_value=MOST_DAYS)


class RetrainingSerializer(serializers.ModelSerializer):
    """When a serving name is trained again. `expression` is empty where no time is set."""

    alias = serializers.CharField(source="alias.name")
    expression = serializers.SerializerMethodField()
    time_zone = serializers.CharField(source="schedule.time_zone")
    schedule = serializers.UUIDField(source="schedule_id")
    last_model = serializers.UUIDField(source="last_model_id", allow_null=True)

    class Meta:
        model = Retraining
        fields = [
            "id", "alias", "expression", "time_zone", "on_drift", "schedule", "last_model",
            "created_at", "updated_at",
        ]  # fmt: skip
        read_only_fields = fields

    def get_expression(self, row: Any) -> str:
        return row.schedule.expression if row.schedule.enabled else ""


class RetrainingInput(InputSerializer):
    expression = serializers.CharField(
        max_length=cron.LONGEST,
        allow_blank=True,
        required=False,
        help_text="Cron with five fields; empty: at no set times.",
    )
    time_zone = serializers.CharField(max_length=64, required=False, help_text="UTC unless told.")
    on_drift = serializers.BooleanField(required=False)
