"""Segments over REST."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from apps.core.api.batches import MOST_ROWS
from apps.core.api.serializers import InputSerializer, ObjectField, RowSerializer
from apps.crm.models import Segment
from apps.crm.models.merging import PartyKind
from apps.crm.segments.rules import MOST_DAYS
from apps.crm.serializers import SAMPLE_ID, SAMPLE_READ, References
from apps.projects.api_records import RecordInput, RecordRow
from apps.projects.serializer_fields import CountryField

RULES: dict[str, Any] = {
    "countries": ["DEU", "AUT"],
    "tags": ["fair 2026"],
    "stages": [],
    "consent": "surveys",
    "active_within": None,
    "quiet_for": 90,
    "attributes": {"segment": "retail"},
}
SEGMENT: dict[str, Any] = {
    "name": "Retail in the north, not asked for long",
    "of": "contact",
    "rules": RULES,
    "note": "",
}
READ = {name: value for name, value in SAMPLE_READ.items() if name not in ("note", "owner")}


class RulesSerializer(InputSerializer):
    """All that is said must hold; of a list any one."""

    countries = serializers.ListField(
        required=False, child=CountryField(), max_length=250, help_text="ISO 3166-1 alpha-3."
    )
    tags = serializers.ListField(
        required=False, child=serializers.CharField(max_length=40), max_length=20
    )
    stages = serializers.ListField(
        required=False,
        child=serializers.CharField(max_length=40),
        max_length=20,
        help_text="Keys of stages of deals; of leads their states.",
    )
    consent = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=40,
        help_text="A purpose: only those who may be written to for it.",
    )
    active_within = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=1,
        max_value=MOST_DAYS,
        help_text="An activity in the last so many days.",
    )
    quiet_for = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=1,
        max_value=MOST_DAYS,
        help_text="No activity in the last so many days.",
    )
    attributes = ObjectField(required=False, help_text="Own fields that have exactly these values.")


@extend_schema_field(RulesSerializer)
class RulesField(serializers.JSONField):
    """The rules as they are stored."""


@extend_schema_serializer(
    examples=[
        OpenApiExample("A segment", response_only=True, value={"id": SAMPLE_ID, **SEGMENT, **READ})
    ]
)
class SegmentSerializer(RowSerializer):
    """A saved filter. Its people are read as `contacts/?segment=<id>`."""

    rules = RulesField(read_only=True)
    external = References()

    class Meta:
        model = Segment
        fields = ["id", "name", "of", "rules", "note", "external", "version", "created_at",
                  "updated_at"]  # fmt: skip
        read_only_fields = fields


@extend_schema_serializer(examples=[OpenApiExample("A segment", request_only=True, value=SEGMENT)])
class SegmentInput(RecordInput):
    """A segment to make or change. A new one needs a name and `of`."""

    name = serializers.CharField(required=False, max_length=120)
    of = serializers.ChoiceField(PartyKind.choices, required=False)
    rules = RulesSerializer(required=False, help_text="Replaces them all.")
    note = serializers.CharField(required=False, allow_blank=True, max_length=10_000)


class SegmentRow(RecordRow, SegmentInput):
    """A row of a batch of segments."""


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A segment",
            request_only=True,
            value={"rows": [{"by_external": {"system": "hubspot", "id": "s-1"}, **SEGMENT}]},
        )
    ]
)
class SegmentBatch(serializers.Serializer):
    """Segments to make or change."""

    rows = serializers.ListField(child=SegmentRow(), min_length=1, max_length=MOST_ROWS)
