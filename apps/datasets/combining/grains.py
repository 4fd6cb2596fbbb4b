"""How periods of one length lie in periods of another; in the job's child only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from apps.core.messages import Message, msg
from apps.engines.periods import IN_YEAR, Period, Timeline, Unit

NONE = ""  # the grain of a table without periods: its rows hold for all of them
Grain = str  # a Unit, or NONE
LONGER: dict[str, tuple[str, ...]] = {
    "hour": ("day", "week", "month", "quarter", "half", "year"),
    "day": ("week", "month", "quarter", "half", "year"),
    "month": ("quarter", "half", "year"),
    "quarter": ("half", "year"),
    "half": ("year",),
}
NAMES: dict[str, Message] = {
    "hour": msg("hours"),
    "day": msg("days"),
    "week": msg("weeks"),
    "month": msg("months"),
    "quarter": msg("quarters"),
    "half": msg("half-years"),
    "year": msg("years"),
    "number": msg("numbers"),
    NONE: msg("no periods"),
}
COUNTED = ("month", "quarter", "half")  # whose absence from a longer period is worth a word


def grain_of(line: Timeline, dates: bool) -> tuple[Grain, list[int | None]]:
    """The length of a column's periods, and where each lies. Working days are days; ``dates`` that
    stand for years or quarters (all on 1 January, all at ends of quarters) are those.
    """
    places = [None if step is None else line.first + step * line.step for step in line.places]
    unit: str = line.unit
    if unit == "workday":
        return "day", [
            None if place is None else Period("workday", place).start.toordinal()
            for place in places
        ]
    known = [place for place in places if place is not None]
    if unit == "month" and dates and len(set(known)) > 1:
        for length, longer in ((12, "year"), (3, "quarter")):
            rests = {place % length for place in known}
            if rests in ({0}, {length - 1}):
                return longer, [None if place is None else place // length for place in places]
    return unit, places


def is_finer(one: Grain, other: Grain) -> bool:
    """Whether whole periods of ``one`` make up a period of ``other``."""
    if other == NONE:
        return one != NONE
    return other in LONGER.get(one, ())


def lying_in(unit: Grain, place: int, target: Grain) -> int:
    """The longer period of the grain ``target`` in which one of ``unit`` lies."""
    if unit == target:
        return place
    return _at(_start(unit, place), target)


def within(unit: Grain, place: int, target: Grain) -> range:
    """The shorter periods of the grain ``target`` that a period of ``unit`` is made up of."""
    first = _start(unit, place)
    try:
        after = _at(_start(unit, place + 1), target)
    except (ValueError, OverflowError):  # after the last day that dates know, in the year 9999
        after = _at(dt.datetime.max, target) + 1
    return range(_at(first, target), after)


def parts(grain: Grain, shorter: Grain) -> int:
    """How many of the ``shorter`` parts of a year make up one of the longer ``grain``."""
    return IN_YEAR[shorter] // IN_YEAR[grain]


def _start(unit: Grain, place: int) -> dt.datetime:
    return Period(_unit(unit), place).start


def _at(moment: dt.datetime, target: Grain) -> int:
    if target in IN_YEAR:
        parts = IN_YEAR[target]
        return parts * moment.year + (moment.month - 1) // (12 // parts)
    day = moment.toordinal()
    if target == "hour":
        return 24 * (day - 1) + moment.hour
    return (day - 1) // 7 if target == "week" else day


def _unit(grain: Grain) -> Unit:
    return grain  # type: ignore[return-value]  # callers hand over grains that are units


def written(grain: Grain, places: Sequence[int | None]) -> tuple[str, list[object]]:
    """The kind of column that keeps periods of this grain, and its values."""
    if grain in ("year", "number"):
        return "integer", list(places)
    if grain == "day":
        return "date", [None if one is None else dt.date.fromordinal(one) for one in places]
    return "text", [None if one is None else shown(grain, one) for one in places]


def shown(grain: Grain, place: int | None) -> str:
    """A period in a sentence or a heading."""
    return "–" if place is None or grain == NONE else str(Period(_unit(grain), place))
