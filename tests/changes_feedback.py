"""The changes of feedback records, for ``tests.changes_table``."""

from __future__ import annotations

from typing import Any

from tests.permission_feedback import INTAKE, RECORD

TYPED = {"text": "Where is my order?", "channel": "chat", "occurred_at": "2026-03-01T10:30"}
SENT = {"text": "Where is my order?"}


def _done(site: Any) -> None:
    site.record_intake.state = "done"
    site.record_intake.save()


def pages(act: Any) -> dict[str, Any]:
    """Name of a route → its act."""
    return {
        "feedback:record_new": act("feedback.records.taken", TYPED),
        "feedback:as_dataset": act("datasets.dataset.created", {"name": "Said", "masked": "on"}),
        "feedback:record_edit": act("feedback.record.updated", TYPED, RECORD),
        "feedback:record_delete": act(
            "feedback.record.deleted",
            lambda s: {"confirm": s.feedback_record.title.split()[0][:12]},
            RECORD,
        ),
        "feedback:intake": act("feedback.intake.started", None, INTAKE),
        "feedback:intake_undo": act("feedback.intake.undone", None, INTAKE, _done),
    }


def rest(act: Any) -> dict[tuple[str, str], Any]:
    """Route and method → its act."""
    return {
        ("feedback-records", "post"): act("feedback.records.taken", SENT),
        ("feedback-records-batch", "post"): act("feedback.records.taken", {"rows": [SENT]}),
        ("feedback-record", "patch"): act("feedback.record.updated", SENT, RECORD),
        ("feedback-record", "delete"): act("feedback.record.deleted", None, RECORD),
    }
