"""How uploads, datasets and their versions are read and written over REST."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field, inline_serializer
from rest_framework import serializers

from apps.core.api.serializers import InputSerializer, ObjectField, PersonSerializer
from apps.core.api.speech import spoken
from apps.datasets.models import Dataset, DatasetVersion, Upload
from apps.datasets.tabular.plan import Inspection
from apps.engines.contract import Issue


class DatasetSerializer(serializers.ModelSerializer):
    """A named table. `latest_version` is what a job takes as the `id` of its input."""

    latest_version = serializers.UUIDField(source="latest_id", allow_null=True, read_only=True)
    version = serializers.IntegerField(allow_null=True, read_only=True)
    versions = serializers.IntegerField(source="version_count", read_only=True)
    rows = serializers.IntegerField(allow_null=True, read_only=True)
    size = serializers.IntegerField(allow_null=True, read_only=True, help_text="Bytes as Parquet.")

    class Meta:
        model = Dataset
        fields = [
            "id", "name", "description", "source", "licence", "latest_version", "version",
            "versions", "rows", "size", "created_at", "updated_at",
        ]  # fmt: skip
        read_only_fields = fields


class ColumnSerializer(serializers.Serializer):
    """What is known of one stored column."""

    name = serializers.CharField()
    dtype = serializers.CharField()
    unit = serializers.CharField()
    missing = serializers.IntegerField()
    distinct = serializers.IntegerField(allow_null=True)
    minimum = serializers.FloatField(allow_null=True)
    maximum = serializers.FloatField(allow_null=True)
    example = serializers.CharField()


class VersionSerializer(serializers.ModelSerializer):
    """An immutable table. Two versions with one `content_hash` hold the same values."""

    created_by = PersonSerializer(allow_null=True, read_only=True)
    columns = serializers.SerializerMethodField()

    class Meta:
        model = DatasetVersion
        fields = [
            "id", "number", "rows", "rejected_rows", "size", "content_hash", "original_name",
            "columns", "created_by", "created_at", "updated_at",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(ColumnSerializer(many=True))
    def get_columns(self, version: DatasetVersion) -> Any:
        return spoken(version.columns)


class UploadSerializer(serializers.ModelSerializer):
    """A file on its way in. Once `state` is `ready`, look at `inspection` and import."""

    refusal = serializers.SerializerMethodField(help_text="What is wrong and what to do.")
    dataset = serializers.UUIDField(source="dataset_id", allow_null=True, read_only=True)
    version = serializers.UUIDField(source="version_id", allow_null=True, read_only=True)
    job = serializers.UUIDField(source="job_id", allow_null=True, read_only=True)

    class Meta:
        model = Upload
        fields = [
            "id", "filename", "size", "offset", "state", "refusal", "dataset", "version", "job",
            "created_at", "updated_at",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field({"type": ["object", "null"], "additionalProperties": True})
    def get_refusal(self, upload: Upload) -> Any:
        return spoken(Issue.model_validate(upload.refusal)) if upload.refusal else None


class UploadDetailSerializer(UploadSerializer):
    """An upload with what was found in its file."""

    inspection = serializers.SerializerMethodField(
        help_text="`plan` is how the file would be read, column by column; send changes of it to"
        " `import`. `findings` and `reviews` are what to look at first."
    )

    class Meta(UploadSerializer.Meta):
        fields = [*UploadSerializer.Meta.fields, "inspection"]
        read_only_fields = fields

    @extend_schema_field({"type": ["object", "null"], "additionalProperties": True})
    def get_inspection(self, upload: Upload) -> Any:
        return spoken(Inspection.model_validate(upload.inspection)) if upload.inspection else None


class UploadInput(InputSerializer):
    """A file to announce; its bytes follow by PATCH to the address in `Location`."""

    filename = serializers.CharField(max_length=255)
    size = serializers.IntegerField(min_value=0, max_value=2**62, help_text="Bytes.")
    dataset = serializers.UUIDField(
        required=False, allow_null=True, help_text="Make a new version of this dataset."
    )


class InspectInput(InputSerializer):
    """What to fix instead of leaving it to be found out."""

    encoding = serializers.CharField(max_length=40, required=False)
    delimiter = serializers.CharField(max_length=1, required=False, trim_whitespace=False)
    quote = serializers.CharField(max_length=1, required=False)
    header = serializers.BooleanField(required=False)
    skip_rows = serializers.IntegerField(min_value=0, max_value=1000, required=False)
    sheet = serializers.CharField(max_length=100, required=False)


class ImportInput(InputSerializer):
    """How to import. Everything left out stays as the inspection found it."""

    name = serializers.CharField(max_length=120, required=False, help_text="Of a new dataset.")
    dataset = serializers.UUIDField(
        required=False, allow_null=True, help_text="Make a new version of this dataset instead."
    )
    plan = ObjectField(
        required=False,
        help_text="Members of `inspection.plan` to change. `columns` is a list of changes, each"
        " with the `position` of its column.",
    )


class DatasetInput(InputSerializer):
    name = serializers.CharField(max_length=120)
    description = serializers.CharField(required=False, allow_blank=True, max_length=10_000)
    source = serializers.CharField(  # type: ignore[assignment]
        required=False, allow_blank=True, max_length=300
    )
    licence = serializers.CharField(required=False, allow_blank=True, max_length=120)


RowsAnswer = inline_serializer(
    "DatasetRows",
    {
        "columns": serializers.ListField(child=serializers.CharField()),
        "results": serializers.ListField(
            child=serializers.ListField(child=serializers.JSONField()),
            help_text="One list for each row, in the order of `columns`; null: no value.",
        ),
        "offset": serializers.IntegerField(),
        "total": serializers.IntegerField(),
        "next": serializers.CharField(allow_null=True),
    },
    many=False,
)
