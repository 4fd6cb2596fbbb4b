"""What several kinds of rows of this room are refused for."""

from __future__ import annotations

from datetime import date

from apps.core.messages import Message, msg
from apps.projects.domain.errors import Refused

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 1, 1)
NO_AMOUNT = msg("Give the amount as a number, 0 or more and below a million million.")


def require_day(day: date | None, field: str, absent: Message) -> date:
    """The day; refused with ``absent`` where it is None, and where it lies too far away."""
    if day is None:
        raise Refused(absent, field=field)
    if not FIRST_DAY <= day < LAST_DAY:
        raise Refused(
            msg("The day must lie between 1990 and 2099, not {day}.", day=str(day)), field=field
        )
    return day


def require_order(first: date, last: date, field: str) -> None:
    """Refused where the last day lies before the first."""
    if last < first:
        raise Refused(
            msg("The last day, {last}, lies before the first.", last=str(last)), field=field
        )
