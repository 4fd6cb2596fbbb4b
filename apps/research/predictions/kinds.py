"""What can happen to predictions."""

from __future__ import annotations

from apps.core.catalogue import EventKind, Subject
from apps.core.messages import mark

PREDICTION = Subject("research.prediction", "api:prediction", "prediction_id")

KINDS = (
    EventKind(
        "research.predictions.kept",
        mark("Predictions kept"),
        webhook=True,
        fields={"predictions": 12, "automatic": False},
        subject=Subject("research.predictionset"),
    ),
    EventKind(
        "research.predictions.scored",
        mark("Predictions scored"),
        webhook=True,
        fields={"predictions": 12, "inside": 11},
        subject=Subject("research.predictionset"),
    ),
    EventKind("research.predictions.linked", mark("Data of actual values chosen")),
    EventKind("research.actual.entered", mark("Actual value entered"), subject=PREDICTION),
    EventKind("research.register.switched", mark("Keeping of predictions switched")),
)
