"""The changes of themes, for ``tests.changes_table``."""

from __future__ import annotations

from typing import Any

from tests.permission_table import ids

THEME = ids(theme_id="theme")


def pages(act: Any) -> dict[str, Any]:
    """Name of a route → its act."""
    return {
        "feedback:themes_look": act("jobs.job.submitted", {"fineness": "usual"}),
        "feedback:theme_edit": act("feedback.theme.updated", {"name": "Deliveries"}, THEME),
        "feedback:theme_merge": act(
            "feedback.theme.merged", lambda s: {"theme": str(s.other_theme.pk)}, THEME
        ),
        "feedback:theme_plan": act("projects.plan_item.created", None, THEME),
        "feedback:theme_move": act(
            "feedback.record.moved",
            lambda s: {"theme": str(s.other_theme.pk)},
            ids(record_id="placed_record"),
        ),
    }
