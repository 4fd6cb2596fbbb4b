"""How sources, their fetches and connectors are read and written over REST."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from apps.core.api.serializers import InputSerializer, MessageField, ObjectField, PersonSerializer
from apps.core.api.speech import spoken
from apps.core.messages import Message
from apps.core.rendering import render
from apps.datasets.models import Fetch, Source
from apps.datasets.sources.contract import Connector
from apps.datasets.tabular.plan import Inspection
from apps.engines.contract import Issue
from apps.jobs.domain import cron


class ConnectorSerializer(serializers.Serializer):
    """A way to fetch data. `settings` is the JSON schema of what a source of it takes; members with
    `writeOnly` are secrets, which are stored encrypted and never given back.
    """

    key = serializers.CharField()
    version = serializers.CharField()
    label = serializers.SerializerMethodField()  # type: ignore[assignment]
    description = serializers.SerializerMethodField()
    settings = serializers.SerializerMethodField()

    def get_label(self, connector: Connector) -> str:
        return _(connector.label)

    def get_description(self, connector: Connector) -> str:
        return _(connector.description) if connector.description else ""

    @extend_schema_field({"type": "object", "additionalProperties": True})
    def get_settings(self, connector: Connector) -> Any:
        return connector.Settings.model_json_schema()


class ConnectorListSerializer(serializers.Serializer):
    """All connectors that are on in the project."""

    results = ConnectorSerializer(many=True)


class SourceTimesSerializer(serializers.Serializer):
    """When a source is fetched by itself."""

    expression = serializers.CharField()
    time_zone = serializers.CharField()
    when = serializers.SerializerMethodField(help_text="The times in words.")
    enabled = serializers.BooleanField()
    next_run_at = serializers.DateTimeField(allow_null=True)

    def get_when(self, row: Any) -> str:
        return render(cron.in_words(row.expression))


class SourceSerializer(serializers.ModelSerializer):
    """Where a dataset is fetched from. `agreed`: its columns are settled, so that it is fetched;
    until then `inspection` shows the first rows and `refusal` why there are none. `secrets` names
    the secrets that are stored; none is ever given back.
    """

    secrets = serializers.SerializerMethodField()
    dataset = serializers.UUIDField(source="dataset_id", allow_null=True, read_only=True)
    version = serializers.UUIDField(source="version_id", allow_null=True, read_only=True)
    job = serializers.UUIDField(source="job_id", allow_null=True, read_only=True)
    settings = ObjectField(read_only=True)
    agreed = serializers.SerializerMethodField()
    schedule = SourceTimesSerializer(allow_null=True, read_only=True)
    note = MessageField(help_text="What the last fetch came to, in one sentence.")
    refusal = serializers.SerializerMethodField(help_text="What is wrong and what to do.")
    created_by = PersonSerializer(allow_null=True, read_only=True)

    class Meta:
        model = Source
        fields = [
            "id", "name", "connector", "settings", "secrets", "dataset", "version", "agreed", "job",
            "schedule", "checked_at", "failures", "note", "refusal", "created_by", "created_at",
            "updated_at",
        ]  # fmt: skip
        read_only_fields = fields

    def get_agreed(self, source: Source) -> bool:
        return source.plan is not None

    @extend_schema_field({"type": "array", "items": {"type": "string"}})
    def get_secrets(self, source: Source) -> list[str]:
        return sorted(source.secrets)

    @extend_schema_field({"type": ["object", "null"], "additionalProperties": True})
    def get_refusal(self, source: Source) -> Any:
        return spoken(Issue.model_validate(source.refusal)) if source.refusal else None


class SourceDetailSerializer(SourceSerializer):
    """A source with its first rows."""

    inspection = serializers.SerializerMethodField(help_text="The first rows, column by column.")

    class Meta(SourceSerializer.Meta):
        fields = [*SourceSerializer.Meta.fields, "inspection"]
        read_only_fields = fields

    @extend_schema_field({"type": ["object", "null"], "additionalProperties": True})
    def get_inspection(self, source: Source) -> Any:
        return spoken(Inspection.model_validate(source.inspection)) if source.inspection else None


class ColumnChangeSerializer(serializers.Serializer):
    """A column that differs from what was agreed: `missing`, `new`, or of another `kind`, `unit` or
    `notation`."""

    column = serializers.CharField()
    what = serializers.CharField()
    before = serializers.CharField()
    now = serializers.CharField()


class FetchSerializer(serializers.ModelSerializer):
    """What a fetch came to. `changes` are the columns that differ where `state` is `changed`;
    `origin` tells where the table came from: connector, address without secrets, moment, hashes,
    query.
    """

    version = serializers.UUIDField(source="version_id", allow_null=True, read_only=True)
    job = serializers.UUIDField(source="job_id", allow_null=True, read_only=True)
    note = MessageField(help_text="What happened, in one sentence.")
    fix = serializers.SerializerMethodField(help_text="What to do about a failure.")
    changes = ColumnChangeSerializer(many=True, read_only=True)
    origin = serializers.SerializerMethodField()
    created_by = PersonSerializer(allow_null=True, read_only=True)

    class Meta:
        model = Fetch
        fields = [
            "id", "state", "rows", "version", "job", "scheduled", "note", "fix", "changes",
            "origin", "created_by", "created_at", "updated_at",
        ]  # fmt: skip
        read_only_fields = fields

    def get_fix(self, entry: Fetch) -> str:
        fix = entry.origin.get("fix")
        return render(Message.model_validate(fix)) if fix else ""

    @extend_schema_field({"type": "object", "additionalProperties": True})
    def get_origin(self, entry: Fetch) -> Any:
        return {name: value for name, value in entry.origin.items() if name != "fix"}


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Indicators of the World Bank",
            request_only=True,
            value={
                "name": "Income and population",
                "connector": "worldbank",
                "settings": {"indicators": ["NY.GDP.PCAP.CD", "SP.POP.TOTL"], "date": "2000:2024"},
            },
        )
    ]
)
class SourceInput(InputSerializer):
    """Where the data is. The first rows are looked at by a job; then agree on them."""

    name = serializers.CharField(max_length=110)
    connector = serializers.CharField(max_length=60)
    settings = ObjectField(help_text="As the connector's schema says, secrets among them.")
    dataset = serializers.UUIDField(
        required=False, allow_null=True, help_text="Make new versions of this dataset."
    )


@extend_schema_serializer(
    examples=[OpenApiExample("Another name", request_only=True, value={"name": "Tariffs"})]
)
class SourceChange(InputSerializer):
    """What changes. A secret that is left out of `settings` stays, unless they lead elsewhere."""

    name = serializers.CharField(max_length=110)
    settings = ObjectField(help_text="All of them, but for secrets that stay.")


class SourceAgreeInput(InputSerializer):
    """Which first rows are agreed on."""

    job = serializers.UUIDField(
        required=False,
        allow_null=True,
        help_text="The job whose rows were seen: 409 where they were read again since.",
    )


class SourceAcceptInput(InputSerializer):
    """Which changed table is accepted."""

    fetch = serializers.UUIDField(
        required=False,
        allow_null=True,
        help_text="The fetch whose changes were seen: 409 where it was fetched again since.",
    )


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Each Monday",
            request_only=True,
            value={"expression": "0 6 * * 1", "time_zone": "Europe/Berlin"},
        )
    ]
)
class SourceTimesInput(InputSerializer):
    """When it is fetched by itself; `enabled` false pauses it."""

    expression = serializers.CharField(
        max_length=cron.LONGEST,
        required=False,
        help_text="Cron with five fields: minute, hour, day of the month, month, day of the week.",
    )
    time_zone = serializers.CharField(
        max_length=64,
        required=False,
        help_text="IANA name, such as `Europe/Berlin`; UTC unless told.",
    )
    enabled = serializers.BooleanField(required=False)
