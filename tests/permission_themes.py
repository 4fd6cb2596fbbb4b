"""Who may do what with themes, for ``tests.permission_table``."""

from __future__ import annotations

from typing import Any

from apps.core.testing.routes import Route


def of(ids: Any) -> tuple[Route, ...]:
    """The routes of themes."""
    theme = ids(theme_id="theme")
    return (
        Route("feedback:themes"),
        Route("feedback:themes_look", get="analyst", post="analyst"),
        Route("feedback:theme", args=theme),
        Route("feedback:theme_edit", get="analyst", post="analyst", args=theme),
        Route("feedback:theme_merge", get="analyst", post="analyst", args=theme),
        Route("feedback:theme_split", get="analyst", post="analyst", args=theme),
        Route("feedback:theme_look_inside", get=None, post="analyst", args=theme),
        Route("feedback:theme_plan", get=None, post="editor", args=theme),
        Route(
            "feedback:theme_move",
            get="analyst",
            post="analyst",
            args=ids(record_id="placed_record"),
        ),
    )
