"""Serializers that say when a name is not known, and fields that rooms share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


class InputSerializer(serializers.Serializer):
    """A body. A member that nobody reads is an error, so that a typing mistake is not silent."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            unknown = sorted(str(name) for name in data if name not in self.fields)
            if unknown:
                sentence = _("There is no such member here.")
                raise serializers.ValidationError({name: [sentence] for name in unknown})
        return super().to_internal_value(data)


class PersonSerializer(serializers.Serializer):
    """A person, as other members see them."""

    id = serializers.UUIDField(read_only=True)
    name = serializers.CharField(read_only=True, source="get_full_name")


@extend_schema_field({"type": "object", "additionalProperties": True})
class ObjectField(serializers.DictField):
    """Any JSON object."""


class MessageField(serializers.Field):
    """A stored message as a sentence in the caller's language; null if there is none."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"read_only": True, **options})

    def to_representation(self, value: Any) -> str | None:
        from apps.core.rendering import render

        return render(value) or None
