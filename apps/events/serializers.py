"""How webhooks, deliveries and kinds of events are read and written over REST."""

from __future__ import annotations

import json
from datetime import UTC
from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from apps.core.api.serializers import InputSerializer, MessageField, ObjectField
from apps.core.catalogue import EventKind
from apps.events.models import WebhookDelivery, WebhookEndpoint, WebhookTry

KINDS_HELP = "Keys of `/event-kinds/`, or `*` alone for all, also those that are added later."


class EventKindSerializer(serializers.Serializer):
    """A kind of event that a webhook can carry."""

    key = serializers.CharField()
    label = serializers.CharField(source="name")  # type: ignore[assignment]
    example = serializers.SerializerMethodField(help_text="A body as a receiver gets it.")
    schema = serializers.SerializerMethodField(help_text="JSON Schema of the body.")

    @extend_schema_field({"type": "object", "additionalProperties": True})
    def get_example(self, kind: EventKind) -> dict[str, Any]:
        return kind.example()

    @extend_schema_field({"type": "object", "additionalProperties": True})
    def get_schema(self, kind: EventKind) -> dict[str, Any]:
        return kind.schema()


class EventKindListSerializer(serializers.Serializer):
    results = EventKindSerializer(many=True)


class WebhookSerializer(serializers.ModelSerializer):
    """An address that is told what happens in the project."""

    kinds = serializers.ListField(child=serializers.CharField(), help_text=KINDS_HELP)
    disabled_reason = MessageField(help_text="Why it was switched off by itself.")
    former_until = serializers.DateTimeField(
        help_text="Until when the former secret signs too; null if there is none.", allow_null=True
    )

    class Meta:
        model = WebhookEndpoint
        fields = [
            "id",
            "url",
            "description",
            "kinds",
            "enabled",
            "disabled_reason",
            "former_until",
            "last_success_at",
            "created_at",
            "updated_at",
        ]


class WebhookSecretSerializer(WebhookSerializer):
    """With the secret, which is told in this answer only."""

    secret = serializers.CharField(source="told_secret", help_text="`whsec_…`; keep it.")

    class Meta(WebhookSerializer.Meta):
        fields = [*WebhookSerializer.Meta.fields, "secret"]


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Tell the CRM when a job ends",
            value={
                "url": "https://crm.example/hooks/lepton",
                "description": "CRM",
                "kinds": ["jobs.job.finished"],
            },
        )
    ]
)
class WebhookInput(InputSerializer):
    """Where to, and what of."""

    url = serializers.CharField(max_length=2000)
    kinds = serializers.ListField(
        child=serializers.CharField(max_length=80), max_length=200, help_text=KINDS_HELP
    )
    description = serializers.CharField(max_length=200, required=False, allow_blank=True)
    enabled = serializers.BooleanField(required=False)


class ReplayInput(InputSerializer):
    """From when on."""

    since = serializers.DateTimeField(
        default_timezone=UTC, help_text="Deliveries made at this time or later."
    )


class ReplayedSerializer(serializers.Serializer):
    replayed = serializers.IntegerField(help_text="How many deliveries are sent again.")


class DeliverySerializer(serializers.ModelSerializer):
    """One event for one webhook."""

    class Meta:
        model = WebhookDelivery
        fields = [
            "id",
            "kind",
            "message_id",
            "state",
            "tries",
            "due_at",
            "finished_at",
            "created_at",
            "updated_at",
        ]


class TrySerializer(serializers.ModelSerializer):
    """One request to the receiver."""

    request_id = serializers.UUIDField(source="pk", help_text="Sent as `X-Request-Id`.")
    error = MessageField(help_text="Why there was no answer.")
    seconds = serializers.FloatField(help_text="null: under way.", allow_null=True)

    class Meta:
        model = WebhookTry
        fields = ["number", "request_id", "created_at", "seconds", "status", "answer", "error"]


class DeliveryDetailSerializer(DeliverySerializer):
    """With what is sent, and every try."""

    body = serializers.SerializerMethodField(help_text="What is sent and signed.")
    log = TrySerializer(many=True)

    class Meta(DeliverySerializer.Meta):
        fields = [*DeliverySerializer.Meta.fields, "body", "log"]

    @extend_schema_field(ObjectField)
    def get_body(self, delivery: WebhookDelivery) -> dict[str, Any]:
        body: dict[str, Any] = json.loads(delivery.body)
        return body
