"""How rows of collections are read and written over REST: what their serializers share."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from apps.core.api.batches import MOST_ROWS
from apps.core.api.serializers import RowSerializer
from apps.projects.api_records import ExternalSerializer, RecordInput

KEPT = ["external", "version", "created_at", "updated_at"]
SAMPLE_ID = "7b0f0b34-6b0a-4d0c-8a43-0f6f5d4b2c10"
SAMPLE_KEPT: dict[str, Any] = {
    "external": [{"system": "hubspot", "id": "101"}],
    "version": 1,
    "created_at": "2026-11-23T08:00:00.000001Z",
    "updated_at": "2026-11-23T08:00:00.000001Z",
}


def shown(name: str, sample: dict[str, Any]) -> Any:
    """A class decorator: an example of what is answered."""
    value = {"id": SAMPLE_ID, **sample, **SAMPLE_KEPT}
    example = OpenApiExample(name, response_only=True, value=value)
    return extend_schema_serializer(examples=[example])


def taken(name: str, sample: dict[str, Any]) -> Any:
    """A class decorator: an example of what is sent."""
    return extend_schema_serializer(
        examples=[OpenApiExample(name, request_only=True, value=sample)]
    )


@extend_schema_field(ExternalSerializer(many=True))
class References(serializers.Field):
    """What other systems call the row."""

    def __init__(self) -> None:
        super().__init__(source="*", read_only=True)

    def to_representation(self, value: Any) -> list[dict[str, str]]:
        return value.external()


@extend_schema_field({"type": "string", "format": "uuid"})
class RowId(serializers.UUIDField):
    """The id of another row, as its column holds it."""


class CollectionSerializer(RowSerializer):
    without_context = True
    external = References()


def text(most: int, words: str = "") -> serializers.CharField:
    """A text that need not be sent."""
    return serializers.CharField(
        required=False, allow_blank=True, max_length=most, help_text=words or None
    )


def row_id(words: str) -> serializers.UUIDField:
    """The id of another row of the project."""
    return serializers.UUIDField(required=False, help_text=words)


def rows(row: type[RecordInput]) -> serializers.ListField:
    """The rows of a batch."""
    return serializers.ListField(child=row(), min_length=1, max_length=MOST_ROWS)
