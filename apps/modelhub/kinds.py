"""What can happen to models."""

from __future__ import annotations

from apps.core.catalogue import EventKind, Subject
from apps.core.messages import mark

_MODEL = Subject("modelhub.registeredmodel", "api:model", "model_id")
_WATCH = Subject("modelhub.watch")

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
    EventKind(
        "modelhub.model.imported",
        mark("Model imported"),
        webhook=True,
        fields={"signer": "Lepton in Lyon"},
        subject=_MODEL,
    ),
    EventKind("modelhub.model.approved", mark("Model approved"), webhook=True, subject=_MODEL),
    EventKind(
        "modelhub.model.disapproved",
        mark("Approval of a model withdrawn"),
        webhook=True,
        subject=_MODEL,
    ),
    EventKind(
        "modelhub.model.deleted",
        mark("Model deleted"),
        webhook=True,
        subject=Subject("modelhub.registeredmodel"),
    ),
    EventKind("modelhub.export.deleted", mark("Export of a model deleted"), subject=_MODEL),
    EventKind(
        "modelhub.policy.changed",
        mark("Rule for serving names changed"),
        subject=Subject("projects.project"),
    ),
    EventKind(
        "modelhub.signer.trusted",
        mark("Signer of models trusted"),
        subject=Subject("modelhub.trustedsigner"),
    ),
    EventKind(
        "modelhub.signer.distrusted",
        mark("Signer of models no longer trusted"),
        subject=Subject("modelhub.trustedsigner"),
    ),
    EventKind(
        "modelhub.drift.found",
        mark("Drift found"),
        webhook=True,
        fields={"alias": "serving", "statistics": ["output.class"]},
        subject=_MODEL,
    ),
    EventKind("modelhub.drift.handled", mark("Drift acknowledged or snoozed"), subject=_MODEL),
    EventKind("modelhub.watch.changed", mark("Log of predictions changed"), subject=_WATCH),
    EventKind("modelhub.watch.deleted", mark("Log of predictions deleted"), subject=_WATCH),
    EventKind("modelhub.labels.received", mark("True labels received"), subject=_MODEL),
    EventKind("modelhub.retraining.planned", mark("Training again planned"), subject=_MODEL),
    EventKind("modelhub.retraining.cancelled", mark("Training again cancelled"), subject=_MODEL),
    EventKind("modelhub.model.renamed", mark("Model renamed"), webhook=True, subject=_MODEL),
)
