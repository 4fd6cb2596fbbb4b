"""The changes of themes, for ``tests.changes_table``."""

from __future__ import annotations

from typing import Any

from tests.permission_table import ids

THEME = ids(theme_id="theme")


def _taken(site: Any) -> dict[str, Any]:
    """A record of the site's theme that goes to a new one."""
    return {"name": "Trackers", "records": [str(site.placed_record.pk)]}


def rest(act: Any) -> dict[tuple[str, str], Any]:
    """Route and method → its act."""
    return {
        ("theme", "patch"): act("feedback.theme.updated", {"name": "Deliveries"}, THEME),
        ("theme-merge", "post"): act(
            "feedback.theme.merged", lambda s: {"into": str(s.other_theme.pk)}, THEME
        ),
        ("theme-split", "post"): act("feedback.theme.split", _taken, THEME),
        ("themes-look", "post"): act("jobs.job.submitted", {"fineness": "usual"}),
        ("theme-look-inside", "post"): act("jobs.job.submitted", {}, THEME),
    }


def pages(act: Any) -> dict[str, Any]:
    """Name of a route → its act."""
    return {
        "feedback:themes_look": act("jobs.job.submitted", {"fineness": "usual"}),
        "feedback:theme_edit": act("feedback.theme.updated", {"name": "Deliveries"}, THEME),
        "feedback:theme_merge": act(
            "feedback.theme.merged", lambda s: {"theme": str(s.other_theme.pk)}, THEME
        ),
        "feedback:theme_split": act("feedback.theme.split", _taken, THEME),
        "feedback:theme_look_inside": act("jobs.job.submitted", {"fineness": "usual"}, THEME),
        "feedback:theme_plan": act("projects.plan_item.created", None, THEME),
        "feedback:theme_move": act(
            "feedback.record.moved",
            lambda s: {"theme": str(s.other_theme.pk)},
            ids(record_id="placed_record"),
        ),
    }
