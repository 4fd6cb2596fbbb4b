"""How feedback records are read and written over REST."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from apps.core.api.batches import MOST_ROWS
from apps.core.api.serializers import InputSerializer, ObjectField, RowSerializer
from apps.feedback.records.models import FeedbackRecord
from apps.feedback.records.taking import LONGEST_TEXT
from apps.projects.serializer_fields import CountryField

SAMPLE_ID = "7b0f0b34-6b0a-4d0c-8a43-0f6f5d4b2c10"
SENT: dict[str, Any] = {
    "channel": "review",
    "source": "App Store",
    "submission_id": "9912345",
    "text": "Bezahlen mit Karte geht seit dem Update nicht mehr.",
    "number": 2,
    "number_max": 5,
    "country": "DEU",
    "occurred_at": "2026-11-20T08:30:00Z",
    "attributes": {"app_version": "2.4"},
}


@extend_schema_field({})
class AnyJson(serializers.JSONField):
    """A typed answer: any JSON."""


@extend_schema_field({"type": "object", "additionalProperties": True})
class Attributes(serializers.JSONField):
    """The installation's own fields."""


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A record",
            response_only=True,
            value={
                "id": SAMPLE_ID,
                **SENT,
                "field_id": "",
                "field_label": "",
                "value": None,
                "language": "de",
                "language_by": "detected",
                "contact": None,
                "duplicate_of": None,
                "version": 1,
                "created_at": "2026-11-23T08:00:00.000001Z",
                "updated_at": "2026-11-23T08:00:00.000001Z",
            },
        )
    ]
)
class FeedbackRecordSerializer(RowSerializer):
    """One thing that somebody said or answered."""

    without_context = True

    value = AnyJson(read_only=True)
    attributes = Attributes(read_only=True)
    contact = serializers.UUIDField(source="contact_id", read_only=True, allow_null=True)
    duplicate_of = serializers.UUIDField(source="duplicate_of_id", read_only=True, allow_null=True)

    class Meta:
        model = FeedbackRecord
        fields = [
            "id", "channel", "source", "submission_id", "field_id", "field_label", "text", "value",
            "number", "number_max", "country", "language", "language_by", "occurred_at", "contact",
            "duplicate_of", "attributes", "version", "created_at", "updated_at",
        ]  # fmt: skip
        read_only_fields = fields


def _text(most: int, words: str = "") -> serializers.CharField:
    return serializers.CharField(
        required=False, allow_blank=True, max_length=most, help_text=words or None
    )


@extend_schema_serializer(examples=[OpenApiExample("A record", request_only=True, value=SENT)])
class FeedbackRecordInput(InputSerializer):
    """A record to take in or change. It needs a text, a value or a number."""

    channel = serializers.ChoiceField(
        FeedbackRecord.Channel.choices,
        required=False,
        help_text="How it was said; `api` where that is not told.",
    )
    source = _text(120, "Where it was said, such as `App Store`.")  # type: ignore[assignment]
    submission_id = _text(
        200, "What was sent together. With channel, source and field it is taken in once."
    )
    field_id = _text(100, "Which question of the submission.")
    field_label = _text(300, "The question in words.")
    text = _text(LONGEST_TEXT, "What was said.")
    value = AnyJson(required=False, allow_null=True, help_text="A typed answer: any JSON.")
    number = serializers.FloatField(required=False, allow_null=True, help_text="A rating.")
    number_max = serializers.FloatField(
        required=False, allow_null=True, help_text="The highest rating there is, such as 5."
    )
    country = CountryField(required=False, allow_blank=True)
    language = _text(20, "BCP 47, such as `de` or `pt-BR`; recognised where it is not given.")
    occurred_at = serializers.DateTimeField(required=False, help_text="When it was said; now.")
    contact = serializers.UUIDField(required=False, allow_null=True)
    attributes = ObjectField(
        required=False,
        help_text="Your own fields: at most 50 named by a-z, 0-9, `_`; texts of at most 500"
        " characters, numbers, true, false, null, or lists of at most 20 texts. Replaces them all.",
    )


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Two records",
            request_only=True,
            value={"rows": [SENT, {"channel": "chat", "text": "退款什么时候到账？"}]},
        )
    ]
)
class FeedbackRecordBatch(serializers.Serializer):
    """Records to take in or change."""

    rows = serializers.ListField(child=FeedbackRecordInput(), min_length=1, max_length=MOST_ROWS)
