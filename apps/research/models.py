"""The models of this room, each beside what belongs to it."""

from __future__ import annotations

from apps.research.predictions.models import (
    Prediction,
    PredictionRegister,
    PredictionScore,
    PredictionSet,
)

__all__ = ["Prediction", "PredictionRegister", "PredictionScore", "PredictionSet"]
