"""What can happen to themes."""

from __future__ import annotations

from apps.core.catalogue import EventKind
from apps.core.messages import mark

KINDS = (
    EventKind("feedback.themes.found", mark("Themes found"), fields={"themes": 5, "new": 1}),
    EventKind("feedback.theme.updated", mark("Theme changed")),
    EventKind("feedback.theme.merged", mark("Theme merged"), fields={"into": "Late parcels"}),
    EventKind("feedback.theme.split", mark("Theme split"), fields={"into": ["Late parcels"]}),
    EventKind("feedback.record.moved", mark("Feedback put into another theme")),
)
