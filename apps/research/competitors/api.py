"""The register of competitors over REST."""

from __future__ import annotations

from typing import Any

from apps.core.api.columns import filters_of
from apps.projects.api_records import RecordViewSet, described
from apps.research import models
from apps.research.competitors import records
from apps.research.competitors import serializers as shapes


class RegisterViewSet(RecordViewSet):
    """What is deleted takes with it what hangs on it."""

    def remove(self, row: Any) -> None:
        records.delete(self.kind, row, self.user)


class SeenViewSet(RegisterViewSet):
    """What was seen has a day instead of a name."""

    orderings = {"created_at": "created_at", "seen_on": "seen_on"}


@described(
    "competitor",
    "competitors",
    shapes.CompetitorSerializer,
    shapes.CompetitorInput,
    shapes.CompetitorBatch,
)
class CompetitorsViewSet(RegisterViewSet):
    """Who sells to the same customers."""

    resource = "competitors"
    kind = records.COMPETITORS
    queryset = models.Competitor.objects.all()
    serializer_class = shapes.CompetitorSerializer
    input_class = shapes.CompetitorInput
    row_class = shapes.CompetitorRow
    filterset_class = filters_of(shapes.CompetitorSerializer, models.Competitor)
    lookup_url_kwarg = "competitor_id"


@described("price", "prices", shapes.PriceSerializer, shapes.PriceInput, shapes.PriceBatch)
class PricesViewSet(SeenViewSet):
    """What competitors and the own product cost in a market on a day."""

    resource = "prices"
    kind = records.PRICES
    queryset = models.Price.objects.all()
    serializer_class = shapes.PriceSerializer
    input_class = shapes.PriceInput
    row_class = shapes.PriceRow
    filterset_class = filters_of(shapes.PriceSerializer, models.Price)
    lookup_url_kwarg = "price_id"


@described(
    "feature", "features", shapes.FeatureSerializer, shapes.FeatureInput, shapes.FeatureBatch
)
class FeaturesViewSet(RegisterViewSet):
    """What is compared by having it or not."""

    resource = "features"
    kind = records.FEATURES
    queryset = models.Feature.objects.all()
    serializer_class = shapes.FeatureSerializer
    input_class = shapes.FeatureInput
    row_class = shapes.FeatureRow
    filterset_class = filters_of(shapes.FeatureSerializer, models.Feature)
    lookup_url_kwarg = "feature_id"


@described(
    "feature mark",
    "feature marks",
    shapes.FeatureMarkSerializer,
    shapes.FeatureMarkInput,
    shapes.FeatureMarkBatch,
)
class FeatureMarksViewSet(SeenViewSet):
    """Who has which feature; the newest answer counts."""

    resource = "feature-marks"
    kind = records.MARKS
    queryset = models.FeatureMark.objects.all()
    serializer_class = shapes.FeatureMarkSerializer
    input_class = shapes.FeatureMarkInput
    row_class = shapes.FeatureMarkRow
    filterset_class = filters_of(shapes.FeatureMarkSerializer, models.FeatureMark)
    lookup_url_kwarg = "feature_mark_id"


@described(
    "dimension",
    "dimensions",
    shapes.DimensionSerializer,
    shapes.DimensionInput,
    shapes.DimensionBatch,
)
class DimensionsViewSet(RegisterViewSet):
    """What competitors are placed by."""

    resource = "dimensions"
    kind = records.DIMENSIONS
    queryset = models.Dimension.objects.all()
    serializer_class = shapes.DimensionSerializer
    input_class = shapes.DimensionInput
    row_class = shapes.DimensionRow
    filterset_class = filters_of(shapes.DimensionSerializer, models.Dimension)
    lookup_url_kwarg = "dimension_id"


@described(
    "position", "positions", shapes.PositionSerializer, shapes.PositionInput, shapes.PositionBatch
)
class PositionsViewSet(SeenViewSet):
    """Where competitors and the own product stand; the newest counts."""

    resource = "positions"
    kind = records.POSITIONS
    queryset = models.Position.objects.all()
    serializer_class = shapes.PositionSerializer
    input_class = shapes.PositionInput
    row_class = shapes.PositionRow
    filterset_class = filters_of(shapes.PositionSerializer, models.Position)
    lookup_url_kwarg = "position_id"
