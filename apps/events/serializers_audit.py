"""How entries of the audit trail are read over REST and in its export."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.core.api.serializers import ObjectField
from apps.core.catalogue import name_of
from apps.events.models import AuditEntry


class AuditEntrySerializer(serializers.ModelSerializer):
    """Who did what to what, when, by which means. Written once, never changed."""

    label = serializers.SerializerMethodField(  # type: ignore[assignment]
        help_text="What `kind` is called."
    )
    actor = serializers.UUIDField(
        source="actor_id",
        allow_null=True,
        help_text="Id of the person or service account, kept when it is gone; null: the system.",
    )
    actor_label = serializers.CharField(help_text="Its name then.")
    subject_type = serializers.CharField(help_text="What kind of row, e.g. `crm.contact`.")
    subject_label = serializers.CharField(help_text="Its name then.")
    channel = serializers.CharField(
        help_text="`page`, `api`, `panel`, `command`, `job` or `system`; '' in old entries."
    )
    via_type = serializers.CharField(
        help_text="What acted for the person: `token`, `client`, `command`, `job`, or ''."
    )
    via_id = serializers.CharField(help_text="Its id.")
    via_label = serializers.CharField(help_text="Its name then, never its secret.")
    address = serializers.CharField(
        allow_null=True, help_text="Where the request came from; null if it was none."
    )
    request_id = serializers.CharField(help_text="`X-Request-ID` of the request.")
    data = serializers.SerializerMethodField(  # type: ignore[assignment]
        help_text="What was recorded besides; `changes`: member → [before, after]."
    )

    class Meta:
        model = AuditEntry
        fields = [
            "id",
            "kind",
            "label",
            "actor",
            "actor_label",
            "subject_type",
            "subject_id",
            "subject_label",
            "channel",
            "via_type",
            "via_id",
            "via_label",
            "address",
            "request_id",
            "data",
            "created_at",
            "updated_at",
        ]

    @extend_schema_field(str)
    def get_label(self, entry: AuditEntry) -> str:
        return name_of(entry.kind)

    @extend_schema_field(ObjectField)
    def get_data(self, entry: AuditEntry) -> dict[str, Any]:
        found: dict[str, Any] = entry.data
        return found
