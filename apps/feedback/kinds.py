"""What can happen to feedback."""

from __future__ import annotations

from apps.core.catalogue import EventKind, Subject
from apps.core.messages import mark

RECORD = Subject("feedback.feedbackrecord", "api:feedback-record", "record_id")
GONE = Subject("feedback.feedbackrecord")

KINDS = (
    EventKind(
        "feedback.records.taken",
        mark("Feedback taken in"),
        webhook=True,
        subject=Subject("projects.project", "api:project", "project_id"),
        fields={"created": 2, "updated": 1},
    ),
    EventKind("feedback.record.updated", mark("Feedback changed"), webhook=True, subject=RECORD),
    EventKind("feedback.record.deleted", mark("Feedback deleted"), webhook=True, subject=GONE),
    EventKind("feedback.intake.started", mark("Feedback taken from a table")),
    EventKind("feedback.intake.undone", mark("Import of feedback undone")),
)
