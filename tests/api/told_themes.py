"""As ``told``: themes."""

from __future__ import annotations

from typing import Any

from tests.factories.feedback import FeedbackRecordFactory
from tests.factories.themes import ThemeFactory, ThemeMemberFactory


def places(site: Any) -> dict[str, dict[str, str]]:
    """Operation → the row of its address, where another operation would use it up."""
    merged = ThemeFactory(project=site.project)
    return {"themes_merge": {"theme_id": str(merged.pk)}}


def bodies(site: Any) -> dict[str, dict[str, Any]]:
    """Operation → members that must differ from the description's example."""
    new = ThemeMemberFactory(theme=site.theme, record=FeedbackRecordFactory(project=site.project))
    return {
        "themes_merge": {"into": str(site.other_theme.pk)},
        "themes_split": {"records": [str(new.record_id)]},
        "themes_update": {"name": "Deliveries", "locked": False},
    }
