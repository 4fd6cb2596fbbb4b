"""How fitted models are read and asked over REST."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import (
    OpenApiExample,
    extend_schema_field,
    extend_schema_serializer,
    inline_serializer,
)
from rest_framework import serializers

from apps.core.api.serializers import InputSerializer, ObjectField, PersonSerializer
from apps.core.api.speech import spoken
from apps.jobs.serializers import PredictionAnswer
from apps.modelhub.domain.rows import MOST_ROWS
from apps.modelhub.models import ModelAlias, RegisteredModel


class FieldSerializer(serializers.Serializer):
    """A value that a prediction needs; `minimum` and `maximum` are the range it was fitted on."""

    name = serializers.CharField()
    dtype = serializers.CharField()
    unit = serializers.CharField()
    minimum = serializers.FloatField(allow_null=True)
    maximum = serializers.FloatField(allow_null=True)


class ModelSerializer(serializers.ModelSerializer):
    """A fitted model. `predict_fields` are the members that each row needs."""

    engine = serializers.CharField(source="engine_key", read_only=True)
    job = serializers.UUIDField(source="job_id", read_only=True)
    created_by = PersonSerializer(allow_null=True, read_only=True)
    predict_fields = serializers.SerializerMethodField()
    aliases = serializers.SlugRelatedField[ModelAlias](
        "name", many=True, read_only=True, help_text="Serving names that point to it."
    )

    class Meta:
        model = RegisteredModel
        fields = [
            "id", "name", "engine", "engine_version", "job", "aliases", "predict_fields",
            "created_by", "created_at", "updated_at",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(FieldSerializer(many=True))
    def get_predict_fields(self, model: RegisteredModel) -> Any:
        return spoken(model.predict_fields)


class ModelDetailSerializer(ModelSerializer):
    """A model with the figures of its fit."""

    summary = ObjectField(read_only=True)

    class Meta(ModelSerializer.Meta):
        fields = [*ModelSerializer.Meta.fields, "summary"]
        read_only_fields = fields


class ModelInput(InputSerializer):
    name = serializers.CharField(max_length=200)


@extend_schema_serializer(
    examples=[OpenApiExample("One row", request_only=True, value={"rows": [{"d": 220}]})]
)
class PredictInput(InputSerializer):
    """Rows to predict, each with a member for every one of `predict_fields`."""

    rows = serializers.ListField(child=ObjectField(), min_length=1, max_length=MOST_ROWS)


NamedPrediction = inline_serializer(
    "NamedPrediction",
    {
        **type(PredictionAnswer)._declared_fields,
        "prediction_ids": serializers.ListField(
            child=serializers.UUIDField(allow_null=True),
            allow_null=True,
            help_text="By which true labels are sent, in the order of the rows; null for a row that"
            " is not logged, and altogether where the name is not watched.",
        ),
    },
    many=False,
)


class AliasSerializer(serializers.ModelSerializer):
    """A name for whatever model serves now. `former` is the model that it pointed to before."""

    model = serializers.UUIDField(source="model_id", read_only=True)
    model_name = serializers.CharField(source="model.name", read_only=True)
    former = serializers.UUIDField(source="former_id", read_only=True, allow_null=True)
    set_by = PersonSerializer(allow_null=True, read_only=True)

    class Meta:
        model = ModelAlias
        fields = [
            "id", "name", "model", "model_name", "former", "set_by", "created_at", "updated_at",
        ]  # fmt: skip
        read_only_fields = fields


class AliasInput(InputSerializer):
    """Which model the name is to point to."""

    model = serializers.UUIDField(help_text="A model of this project.")
