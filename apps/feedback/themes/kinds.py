"""What can happen to themes."""

from __future__ import annotations

from apps.core.catalogue import EventKind, Subject
from apps.core.messages import mark

THEME = Subject("feedback.theme", "api:theme", "theme_id")

KINDS = (
    EventKind("feedback.themes.found", mark("Themes found"), fields={"themes": 5, "new": 1}),
    EventKind("feedback.theme.updated", mark("Theme changed"), subject=THEME),
    EventKind(
        "feedback.theme.merged",
        mark("Theme merged"),
        subject=THEME,
        fields={"into": "Late parcels"},
    ),
    EventKind(
        "feedback.theme.split",
        mark("Theme split"),
        subject=THEME,
        fields={"into": ["Late parcels"]},
    ),
    EventKind("feedback.record.moved", mark("Feedback put into another theme")),
)
