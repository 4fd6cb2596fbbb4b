"""Examples of a theme are records, and are read when they are shown: what was deleted is gone."""

from __future__ import annotations

from typing import Any

from apps.feedback.models import FeedbackRecord, Theme

MOST = 24


def examples_of(theme: Theme) -> list[FeedbackRecord]:
    """Those that are there still, in their order."""
    keys = [one["record"] for one in theme.examples if "record" in one]
    rows = FeedbackRecord.objects.filter(project_id=theme.project_id, pk__in=keys).exclude(text="")
    there = {str(row.pk): row for row in rows.defer("search")}
    return [there[key] for key in keys if key in there]


def named(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What a run told of its examples, as a theme keeps it: never a text."""
    return [{"record": one["id"]} for one in told if one.get("id")][:MOST]
