"""What a lead becomes, over REST."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from apps.core.api.serializers import InputSerializer


@extend_schema_field(
    {
        "oneOf": [
            {"type": "string", "enum": ["new", "none"]},
            {"type": "string", "format": "uuid"},
        ]
    }
)
class ChoiceOrId(serializers.CharField):
    """`new`, `none`, or the id of a record that is there."""

    default_error_messages = {"unknown": _("Give 'new', 'none' or the id of a record.")}

    def to_internal_value(self, data: Any) -> Any:
        text = super().to_internal_value(data)
        if text in ("new", "none"):
            return text
        try:
            return UUID(text)
        except ValueError:
            self.fail("unknown")


@extend_schema_serializer(
    examples=[
        OpenApiExample("Both new", request_only=True, value={"company": "new", "contact": "new"})
    ]
)
class ConversionInput(InputSerializer):
    """What a lead becomes. Left out, `none`; one of them at least."""

    company = ChoiceOrId(required=False, default="none")
    contact = ChoiceOrId(required=False, default="none")
