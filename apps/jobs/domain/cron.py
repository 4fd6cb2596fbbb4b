"""When a schedule is due: five-field cron expressions in a time zone.

The grammar and what happens when clocks are put forward or back are those of Debian's cron, by
``cronsim``: a fixed hour that is left out runs right after the gap, one that comes twice runs
once; expressions with a wildcard in the minutes or hours run at every moment that matches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from zoneinfo import ZoneInfo, available_timezones

from cronsim import CronSim, CronSimError

from apps.core.messages import Message, clipped, mark, msg, msgn
from apps.projects.domain.errors import Refused

LONGEST = 100  # characters of an expression
DAYS = (
    mark("Sunday"), mark("Monday"), mark("Tuesday"), mark("Wednesday"), mark("Thursday"),
    mark("Friday"), mark("Saturday"),
)  # fmt: skip


def check(expression: str, time_zone: str) -> None:
    """Raise :class:`Refused`, with the field, for what is no expression or never due."""
    if time_zone not in available_timezones():
        name = clipped(time_zone)
        sentence = msg("There is no time zone '{name}'. An example: Europe/Berlin.", name=name)
        raise Refused(sentence, field="time_zone")
    known = len(expression) <= LONGEST and len(expression.split()) == 5
    if not known or following(expression, time_zone, datetime.now(UTC)) is None:
        raise Refused(
            msg(
                "'{text}' is no time that ever comes. It takes five parts: minute, hour, day of "
                "the month, month, day of the week; '0 6 * * 1' is each Monday at 06:00.",
                text=expression[:LONGEST],
            ),
            field="expression",
        )


def times(expression: str, time_zone: str, after: datetime) -> Iterator[datetime]:
    """Due times (aware, UTC) strictly after ``after``, each later than the one before."""
    try:
        found = CronSim(expression, after.astimezone(ZoneInfo(time_zone)))
        # In the hour that comes twice the walk goes by the clock on the wall, which may lead back.
        for local in found:
            moment = local.astimezone(UTC)
            if moment > after:
                after = moment
                yield moment
    except CronSimError:
        return


def following(expression: str, time_zone: str, after: datetime) -> datetime | None:
    """The next due time, or None if there is none within fifty years."""
    return next(times(expression, time_zone, after), None)


def upcoming(expression: str, time_zone: str, after: datetime, count: int = 5) -> list[datetime]:
    return list(islice(times(expression, time_zone, after), count))


_PATTERNS = (
    (re.compile(r"\*/(\d+) \* \* \* \*"), "minutes"),
    (re.compile(r"(\d+) \* \* \* \*"), "hour"),
    (re.compile(r"(\d+) (\d+) \* \* \*"), "day"),
    (re.compile(r"(\d+) (\d+) \* \* 1-5"), "weekday"),
    (re.compile(r"(\d+) (\d+) \* \* ([0-7])"), "week"),
    (re.compile(r"(\d+) (\d+) ([1-9]|[12]\d|3[01]) \* \*"), "month"),
)


def in_words(expression: str) -> Message:
    """'Every Monday at 06:00'; an expression that has no short words is named as it is."""
    text = " ".join(expression.split())
    for pattern, kind in _PATTERNS:
        if match := pattern.fullmatch(text):
            return _words(kind, [int(part) for part in match.groups()])
    return msg("By the expression '{text}'", text=text)


def _words(kind: str, numbers: list[int]) -> Message:
    if kind == "minutes":
        return msgn("Every minute", "Every {count} minutes", numbers[0])
    if kind == "hour":
        return msg("Every hour at minute {minute}", minute=numbers[0])
    clock = f"{numbers[1]:02d}:{numbers[0]:02d}"
    if kind == "day":
        return msg("Every day at {time}", time=clock)
    if kind == "weekday":
        return msg("Every weekday at {time}", time=clock)
    if kind == "week":
        return msg("Every {day} at {time}", day=Message(text=DAYS[numbers[2] % 7]), time=clock)
    if numbers[2] == 1:
        return msg("On the first of each month at {time}", time=clock)
    return msg("On day {day} of each month at {time}", day=numbers[2], time=clock)
