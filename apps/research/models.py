"""The models of this room, each beside what belongs to it."""

from __future__ import annotations

from apps.research.competitors.models import (
    Competitor,
    CompetitorReference,
    Dimension,
    DimensionReference,
    Feature,
    FeatureMark,
    FeatureMarkReference,
    FeatureReference,
    Observation,
    Position,
    PositionReference,
    Price,
    PriceReference,
)
from apps.research.predictions.models import (
    Prediction,
    PredictionRegister,
    PredictionScore,
    PredictionSet,
)

__all__ = [
    "Competitor",
    "CompetitorReference",
    "Dimension",
    "DimensionReference",
    "Feature",
    "FeatureMark",
    "FeatureMarkReference",
    "FeatureReference",
    "Observation",
    "Position",
    "PositionReference",
    "Prediction",
    "PredictionRegister",
    "PredictionScore",
    "PredictionSet",
    "Price",
    "PriceReference",
]
