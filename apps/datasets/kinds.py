"""What can happen to uploads and datasets."""

from __future__ import annotations

from typing import Any

from apps.core.catalogue import EventKind, Subject
from apps.core.messages import mark

_DATASET = Subject("datasets.dataset", "api:dataset", "dataset_id")
_GONE = Subject("datasets.dataset")
_VERSION = Subject("datasets.datasetversion")
_SOURCE = Subject("datasets.source", "api:source", "source_id")
_COLUMNS = {"columns": ["price"]}
_OF_SOURCES: tuple[tuple[str, str, bool, dict[str, Any]], ...] = (
    ("created", mark("Source made"), False, {"connector": "url"}),
    ("changed", mark("Source changed"), False, {"fields": ["url"]}),
    ("agreed", mark("Columns of a source agreed on"), False, {"columns": 5}),
    ("asked", mark("Fetch asked for"), False, {}),
    ("failed", mark("Fetch failed"), True, {"reason": "Nothing answers.", "failures": 1}),
    ("differed", mark("Columns of a source have changed"), True, _COLUMNS),
    ("accepted", mark("Changed columns accepted"), False, _COLUMNS),
)

KINDS = (
    EventKind("datasets.dataset.created", mark("Dataset made"), webhook=True, subject=_DATASET),
    EventKind("datasets.dataset.changed", mark("Dataset changed"), webhook=True, subject=_DATASET),
    EventKind("datasets.dataset.deleted", mark("Dataset deleted"), webhook=True, subject=_GONE),
    EventKind(
        "datasets.version.created",
        mark("Dataset version stored"),
        webhook=True,
        subject=_VERSION,
        fields={"dataset": "0d3b1f6a-7c1e-4c5e-9a54-2f1f5c1a7b11", "rows": 1200, "hash": "9f2c…"},
    ),
    EventKind(
        "datasets.dictionary.changed",
        mark("Columns described"),
        subject=_DATASET,
        fields=_COLUMNS,
    ),
    EventKind(
        "datasets.dictionary.removed",
        mark("Description of a column removed"),
        subject=_DATASET,
        fields=_COLUMNS,
    ),
    EventKind(
        "datasets.label.decided",
        mark("Label decided"),
        subject=_DATASET,
        fields={"row": 12, "column": "topic", "decision": "take"},
    ),
    *(
        EventKind(f"datasets.source.{verb}", label, subject=_SOURCE, webhook=webhook, fields=fields)
        for verb, label, webhook, fields in _OF_SOURCES
    ),
    EventKind("datasets.source.deleted", mark("Source deleted"), fields={"connector": "url"}),
    EventKind("datasets.upload.started", mark("Upload started")),
    EventKind("datasets.upload.dropped", mark("Upload dropped")),
)
