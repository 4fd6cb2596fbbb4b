"""Time as shares are told over it: spans that are few enough to be read and to hold texts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from apps.engines.periods import IN_YEAR, Period, Unit, timeline

MOST = 24  # spans
COARSER: tuple[Unit, ...] = ("day", "week", "month", "quarter", "year")


@dataclass(frozen=True)
class Spans:
    """``names`` of consecutive spans, oldest first; ``at`` (m,) which each row is in, -1 where it
    says no time.
    """

    names: list[str]
    at: NDArray[np.int64]


def spans(cells: Sequence[str], column: str, rows: Sequence[int]) -> Spans:
    """Periods as they are where they are at most :data:`MOST`, else weeks, months, quarters or
    years that are. Raises ``Refusal`` for a cell that cannot be read.
    """
    line = timeline(cells, column, "data.period", rows)
    known = sorted({place for place in line.places if place is not None})
    if not known:
        return Spans([], np.full(len(cells), -1, dtype=np.int64))
    periods = {place: line.period(place) for place in known}
    if known[-1] - known[0] >= MOST:
        periods = _fewer(periods)
    first = min(period.place for period in periods.values())
    last = max(period.place for period in periods.values())
    unit, step = periods[known[0]].unit, _step(sorted({p.place for p in periods.values()}))
    return Spans(
        [str(Period(unit, place)) for place in range(first, last + 1, step)],
        np.array(
            [-1 if at is None else (periods[at].place - first) // step for at in line.places],
            dtype=np.int64,
        ),
    )


def _step(places: Sequence[int]) -> int:
    """The distance that all are multiples of, so that yearly figures told by month have no gaps."""
    return int(np.gcd.reduce([later - one for one, later in pairwise(places)] or [1]))


def _fewer(periods: dict[int, Period]) -> dict[int, Period]:
    """The finest coarser unit with at most :data:`MOST` spans; years where none has. Numbers that
    say no time go together with their neighbours, under the least of them.
    """
    if next(iter(periods.values())).unit == "number":
        first = min(period.place for period in periods.values())
        last = max(period.place for period in periods.values())
        width = (last - first) // MOST + 1
        return {
            at: Period("number", first + (period.place - first) // width * width)
            for at, period in periods.items()
        }
    found = periods
    for unit in COARSER:
        found = {at: _in(unit, period.start) for at, period in periods.items()}
        places = [period.place for period in found.values()]
        if max(places) - min(places) < MOST:
            break
    return found


def _in(unit: Unit, start: dt.datetime) -> Period:
    if unit == "day":
        return Period(unit, start.date().toordinal())
    if unit == "week":
        return Period(unit, (start.date().toordinal() - 1) // 7)
    parts = IN_YEAR[unit]
    return Period(unit, start.year * parts + (start.month - 1) // (12 // parts))
