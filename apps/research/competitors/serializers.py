"""How the register is read and written over REST."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from apps.projects.api_records import RecordInput, RecordRow
from apps.projects.collections.shapes import (
    KEPT,
    SAMPLE_ID,
    CollectionSerializer,
    RowId,
    row_id,
    shown,
    taken,
    text,
)
from apps.projects.collections.shapes import rows as rows_of
from apps.projects.serializer_fields import CountryField
from apps.research import models

SEEN = ["competitor", "source", "seen_on", "seen_by", "note"]
COMPETITOR: dict[str, Any] = {
    "name": "Leuchten Nord GmbH",
    "website": "https://leuchten-nord.example.com/",
    "home_country": "DEU",
    "note": "",
}
SAMPLE_SEEN: dict[str, Any] = {
    "competitor": SAMPLE_ID,
    "source": "https://leuchten-nord.example.com/prices",
    "seen_on": "2026-11-20",
    "seen_by": "Lin Yue",
    "note": "",
}
PRICE: dict[str, Any] = {
    "market": "DEU",
    "product": "Desk lamp M",
    "amount": "99.9000",
    "currency": "EUR",
    "per": "",
    **SAMPLE_SEEN,
}


class SeenSerializer(CollectionSerializer):
    competitor = RowId(source="competitor_id", read_only=True, allow_null=True)


@shown("A competitor", COMPETITOR)
class CompetitorSerializer(CollectionSerializer):
    """Somebody who sells to the same customers."""

    website = serializers.CharField(read_only=True)

    class Meta:
        model = models.Competitor
        fields = ["id", "name", "website", "home_country", "note", *KEPT]
        read_only_fields = fields


@shown("A price", PRICE)
class PriceSerializer(SeenSerializer):
    """What a product cost in a market on a day. `competitor` is null for the own product."""

    class Meta:
        model = models.Price
        fields = ["id", "market", "product", "amount", "currency", "per", *SEEN, *KEPT]
        read_only_fields = fields


class FeatureSerializer(CollectionSerializer):
    """A row of the comparison of features."""

    class Meta:
        model = models.Feature
        fields = ["id", "name", "note", *KEPT]
        read_only_fields = fields


class FeatureMarkSerializer(SeenSerializer):
    """Whether somebody has a feature. `competitor` is null for the own product."""

    feature = RowId(source="feature_id", read_only=True)

    class Meta:
        model = models.FeatureMark
        fields = ["id", "feature", "answer", *SEEN, *KEPT]
        read_only_fields = fields


class DimensionSerializer(CollectionSerializer):
    """Something that competitors differ in."""

    class Meta:
        model = models.Dimension
        fields = ["id", "name", "scale", "unit", "note", *KEPT]
        read_only_fields = fields


class PositionSerializer(SeenSerializer):
    """Where somebody stood on a dimension. `market` is empty where it holds for all markets."""

    dimension = RowId(source="dimension_id", read_only=True)

    class Meta:
        model = models.Position
        fields = ["id", "dimension", "market", "value", *SEEN, *KEPT]
        read_only_fields = fields


@taken("A competitor", COMPETITOR)
class CompetitorInput(RecordInput):
    """A competitor to make or change. A new one needs a name."""

    name = text(200)
    website = serializers.URLField(required=False, allow_blank=True, max_length=300)
    home_country = CountryField(required=False, allow_blank=True)
    note = text(10_000)


class SeenInput(RecordInput):
    competitor = serializers.UUIDField(
        required=False,
        allow_null=True,
        help_text="The competitor's id; null for your own product. A new row must name one.",
    )
    source = text(500, "A web address, or in words where this was seen.")  # type: ignore[assignment]
    seen_on = serializers.DateField(required=False)
    seen_by = text(120)
    note = text(10_000)


@taken("A price", PRICE)
class PriceInput(SeenInput):
    """A price to make or correct. A new one needs all but `per`, `seen_by` and `note`."""

    market = CountryField(required=False)
    product = text(200)
    amount = serializers.DecimalField(
        required=False, max_digits=16, decimal_places=4, min_value=0, help_text="0 or more."
    )
    currency = text(3, "ISO 4217.")
    per = text(60, "Of what unit or period, such as `month`; empty for one piece.")


class FeatureInput(RecordInput):
    """A feature to make or change. A new one needs a name."""

    name = text(120)
    note = text(10_000)


class FeatureMarkInput(SeenInput):
    """An answer on a feature to make or change."""

    feature = row_id("The feature's id.")
    answer = serializers.ChoiceField(required=False, choices=models.FeatureMark.Answer.choices)


class DimensionInput(RecordInput):
    """A dimension to make or change. A new one needs a name; what is measured needs a unit."""

    name = text(120)
    scale = serializers.ChoiceField(required=False, choices=models.Dimension.Scale.choices)
    unit = text(40)
    note = text(10_000)


class PositionInput(SeenInput):
    """A position to make or change."""

    dimension = row_id("The dimension's id.")
    market = CountryField(required=False, allow_blank=True)
    value = serializers.FloatField(required=False, help_text="A score lies between 0 and 10.")


class CompetitorRow(RecordRow, CompetitorInput):
    """A row of a batch of competitors."""


class PriceRow(RecordRow, PriceInput):
    """A row of a batch of prices."""


class FeatureRow(RecordRow, FeatureInput):
    """A row of a batch of features."""


class FeatureMarkRow(RecordRow, FeatureMarkInput):
    """A row of a batch of answers on features."""


class DimensionRow(RecordRow, DimensionInput):
    """A row of a batch of dimensions."""


class PositionRow(RecordRow, PositionInput):
    """A row of a batch of positions."""


class CompetitorBatch(serializers.Serializer):
    """Competitors to make or change."""

    rows = rows_of(CompetitorRow)


class PriceBatch(serializers.Serializer):
    """Prices to make or correct."""

    rows = rows_of(PriceRow)


class FeatureBatch(serializers.Serializer):
    """Features to make or change."""

    rows = rows_of(FeatureRow)


class FeatureMarkBatch(serializers.Serializer):
    """Answers on features to make or change."""

    rows = rows_of(FeatureMarkRow)


class DimensionBatch(serializers.Serializer):
    """Dimensions to make or change."""

    rows = rows_of(DimensionRow)


class PositionBatch(serializers.Serializer):
    """Positions to make or change."""

    rows = rows_of(PositionRow)
