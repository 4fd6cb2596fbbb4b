"""How themes are read and changed over REST."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from apps.core.api.serializers import InputSerializer, RowSerializer
from apps.feedback.models import Theme, ThemeMember
from apps.feedback.records.serializers import SAMPLE_ID
from apps.feedback.themes.splitting import MOST_CHOSEN
from apps.feedback.themes.taking import LONGEST_NAME

MOMENT = "2026-11-23T08:00:00.000001Z"
SHARE: dict[str, Any] = {"rows": 120, "of": 1000, "share": 0.12, "low": 0.1013, "high": 0.1416}
FINENESS = ("coarse", "usual", "fine")


@extend_schema_field(
    {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}}
)
class Words(serializers.JSONField):
    """Keywords by language, the most telling one first."""


@extend_schema_field({"type": "string", "format": "uuid"})
class RowId(serializers.UUIDField):
    """The id of another row, as its column holds it."""


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A theme",
            response_only=True,
            value={
                "id": SAMPLE_ID,
                "name": "Late parcels",
                "named": True,
                "locked": False,
                "words": {"en": ["late parcel", "courier"], "zh": ["快递"]},
                "merged_into": None,
                "last_seen": MOMENT,
                "version": 3,
                "created_at": MOMENT,
                "updated_at": MOMENT,
            },
        )
    ]
)
class ThemeSerializer(RowSerializer):
    """What many records are about. One that was merged leads to the other by `merged_into`."""

    without_context = True

    words = Words(read_only=True)
    merged_into = RowId(source="merged_into_id", read_only=True, allow_null=True)

    class Meta:
        model = Theme
        fields = [
            "id", "name", "named", "locked", "words", "merged_into", "last_seen", "version",
            "created_at", "updated_at",
        ]  # fmt: skip
        read_only_fields = fields


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A change", request_only=True, value={"name": "Late parcels", "locked": True}
        )
    ]
)
class ThemeInput(InputSerializer):
    """What people say of a theme. A name that is sent stays in further runs."""

    name = serializers.CharField(required=False, max_length=LONGEST_NAME)
    locked = serializers.BooleanField(
        required=False, help_text="A locked theme stays as it is in every further run."
    )


@extend_schema_serializer(
    examples=[OpenApiExample("A merge", request_only=True, value={"into": SAMPLE_ID})]
)
class ThemeMergeInput(InputSerializer):
    """Which theme takes all that is of this one."""

    into = serializers.UUIDField()


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A split", request_only=True, value={"name": "Broken boxes", "records": [SAMPLE_ID]}
        )
    ]
)
class ThemeSplitInput(InputSerializer):
    """Records of this theme that go to a new one."""

    name = serializers.CharField(max_length=LONGEST_NAME)
    records = serializers.ListField(
        child=serializers.UUIDField(), min_length=1, max_length=MOST_CHOSEN
    )


@extend_schema_serializer(
    examples=[
        OpenApiExample("A run", request_only=True, value={"fineness": "usual", "smallest": 0})
    ]
)
class ThemeLookInput(InputSerializer):
    """How a run looks for themes; what is left out is as on the page."""

    fineness = serializers.ChoiceField(
        FINENESS, required=False, help_text="Whether near themes stay apart or become one."
    )
    smallest = serializers.IntegerField(
        required=False, min_value=0, max_value=100_000,
        help_text="Different texts that a theme has at least. 0 takes it from their number.",
    )  # fmt: skip
    stop_words = serializers.CharField(
        required=False, allow_blank=True, max_length=5000,
        help_text="Words that name no theme, separated by commas.",
    )  # fmt: skip


class ThemeShare(serializers.Serializer):
    """Of `of` records that a run has looked at, `rows` are of the theme: a share with its 95%
    interval (Wilson's), all from 0 to 1.
    """

    rows = serializers.IntegerField()
    of = serializers.IntegerField()
    share = serializers.FloatField()
    low = serializers.FloatField()
    high = serializers.FloatField()


class ThemeShareAt(ThemeShare):
    """As the whole, of the records with this value."""

    value = serializers.CharField(
        help_text="ISO 3166-1 alpha-3, a language's tag, or a month such as 2026-03."
    )


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Shares",
            response_only=True,
            value={
                "whole": SHARE,
                "markets": [{"value": "DEU", **SHARE}],
                "languages": [{"value": "de", **SHARE}],
                "months": [{"value": "2026-11", **SHARE}],
            },
        )
    ]
)
class ThemeShares(serializers.Serializer):
    """How often a theme comes up: in all records, by market and language (most records first), and
    by month (oldest first).
    """

    whole = ThemeShare()
    markets = ThemeShareAt(many=True)
    languages = ThemeShareAt(many=True)
    months = ThemeShareAt(many=True)


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A record of a theme",
            response_only=True,
            value={
                "id": SAMPLE_ID,
                "record": SAMPLE_ID,
                "text": "Das Paket kam zwei Wochen zu spät.",
                "country": "DEU",
                "language": "de",
                "occurred_at": "2026-11-20T08:30:00Z",
                "by": "run",
                "similarity": 0.71,
                "created_at": MOMENT,
                "updated_at": MOMENT,
            },
        )
    ]
)
class ThemeRecordSerializer(RowSerializer):
    """A record and who placed it: a run, with its similarity to the theme's centre, or a person."""

    without_context = True

    record = RowId(source="record_id", read_only=True)
    text = serializers.CharField(source="record.text", read_only=True)
    country = serializers.CharField(source="record.country", read_only=True)
    language = serializers.CharField(source="record.language", read_only=True)
    occurred_at = serializers.DateTimeField(source="record.occurred_at", read_only=True)

    class Meta:
        model = ThemeMember
        fields = [
            "id", "record", "text", "country", "language", "occurred_at", "by", "similarity",
            "created_at", "updated_at",
        ]  # fmt: skip
        read_only_fields = fields
