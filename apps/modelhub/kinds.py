"""What can happen to models."""

from __future__ import annotations

from apps.core.catalogue import EventKind, Subject
from apps.core.messages import mark

_MODEL = Subject("modelhub.registeredmodel", "api:model", "model_id")

KINDS = (
    EventKind(
        "modelhub.model.registered",
        mark("Model registered"),
        webhook=True,
        fields={"job": "0d3b1f6a-7c1e-4c5e-9a54-2f1f5c1a7b12"},
        subject=_MODEL,
    ),
    EventKind(
        "modelhub.alias.set",
        mark("Serving name pointed to a model"),
        webhook=True,
        fields={"alias": "serving"},
        subject=_MODEL,
    ),
    EventKind(
        "modelhub.alias.removed",
        mark("Serving name removed"),
        webhook=True,
        fields={"alias": "serving"},
        subject=_MODEL,
    ),
    EventKind("modelhub.model.renamed", mark("Model renamed"), webhook=True, subject=_MODEL),
)
