"""Records that point to a record which is deleted: freed, and told of, like any other change."""

from __future__ import annotations

from typing import Any

from apps.accounts.models import User
from apps.core.happenings import Happening, report_all


def release(rows: Any, column: str, held: Any, actor: User, noun: str) -> None:
    """Empty ``column`` of the rows that point to ``held``; each says so as ``noun``.updated."""
    pointing = list(rows.filter(**{column: held}))
    rows.filter(**{column: held}).update(**{column: None})
    changes = {column: [held.name, None]}
    report_all(
        [
            Happening(f"{noun}.updated", actor, held.project_id, row, {"changes": changes})
            for row in pointing
        ]
    )
