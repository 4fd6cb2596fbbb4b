"""Rows to one figure for each market and period: as they are given, or counted from records."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from apps.core.messages import clipped, msg
from apps.engines import periods
from apps.engines.builtin.known_names import meant
from apps.engines.builtin.release_effect.glm import Bools, Floats
from apps.engines.builtin.release_effect.noise import NDArrayInt
from apps.engines.builtin.release_effect.params import ReleaseParams
from apps.engines.contract import Refusal
from apps.engines.periods import IN_YEAR, Period, Timeline, Unit

NAMED = 5
WHOLE = 0.9  # of a period that records must reach into
MOST_PERIODS = 2000


@dataclass
class Raw:
    """Rows that have all that is needed; ``rows`` (from 0) are where they stand."""

    names: list[str]
    texts: list[str]
    rows: list[int]
    value: Floats | None
    exposure: Floats | None
    topics: list[str] | None
    period: str
    market: str
    name: str
    unit: str
    total: int
    dropped: dict[str, int]


@dataclass
class Made:
    """Cells in order of market and period. ``shared``: of counts as a share of something."""

    names: list[str]
    line: Timeline
    market: NDArrayInt
    time: NDArrayInt
    y: Floats
    e: Floats
    shared: bool
    cut: list[str]


def values(raw: Raw, value: Floats, params: ReleaseParams) -> Made:
    """A figure for each row; rows of one period are refused or joined."""
    line = periods.timeline(raw.texts, raw.period, "data.period", raw.rows)
    names = sorted(set(raw.names))
    weight = np.ones(len(raw.texts)) if raw.exposure is None else raw.exposure
    found: dict[tuple[int, int], list[tuple[float, float]]] = {}
    code_of = {name: code for code, name in enumerate(names)}
    for row, (name, place) in enumerate(zip(raw.names, line.places, strict=True)):
        if place is not None:
            own = found.setdefault((code_of[name], place), [])
            own.append((float(value[row]), float(weight[row])))
    _repeated(found, names, line, params)
    if params.gaps == "zero" and params.outcome == "count" and raw.exposure is None:
        _fill(found)
    count = params.outcome == "count"
    joined = {key: _joined(sorted(own), count, raw.exposure is None) for key, own in found.items()}
    return _made(names, line, joined, shared=count and raw.exposure is not None, cut=[])


def _joined(own: list[tuple[float, float]], count: bool, bare: bool) -> tuple[float, float]:
    total = sum(weight for _, weight in own)
    if count:
        return sum(value for value, _ in own), 1.0 if bare else total
    return (sum(value * weight for value, weight in own) / total if total else 0.0), total


def _repeated(
    found: dict[tuple[int, int], list[tuple[float, float]]],
    names: list[str],
    line: Timeline,
    params: ReleaseParams,
) -> None:
    twice = sorted(key for key, own in found.items() if len(own) > 1)
    if not twice or params.repeats != "refuse":
        return
    code, place = twice[0]
    shown: dict[str, str | int] = {
        "period": str(line.period(place)), "count": len(found[twice[0]]),
    }  # fmt: skip
    raise Refusal(
        msg("{market} has {count} rows for {period}.", market=clipped(names[code]), **shown)
        if names[code]
        else msg("The table has {count} rows for {period}.", **shown),
        fix=msg("Choose a column of markets, or choose that such rows are added or averaged."),
        field="repeats",
    )


def _fill(found: dict[tuple[int, int], list[tuple[float, float]]]) -> None:
    for code in {key[0] for key in found}:
        own = [place for other, place in found if other == code]
        for place in range(min(own), max(own) + 1):
            found.setdefault((code, place), [(0.0, 1.0)])


def records(raw: Raw, params: ReleaseParams) -> Made:
    """Rows counted by market and period; with a topic, those of it as a share of all."""
    days = _days(raw)
    unit: Unit = params.every
    places = np.array([_place(day, unit) for day in days])
    first, last, cut = _whole(days, places, unit)
    if last - first > MOST_PERIODS:
        raise Refusal(
            msg(
                "From {first} to {last} there are more than {most} periods.",
                first=str(Period(unit, first)), last=str(Period(unit, last)), most=MOST_PERIODS,
            ),
            fix=msg("Check the first and the last date, or count by longer periods."),
            field="every",
        )  # fmt: skip
    of_topic = np.ones(len(days), bool) if raw.topics is None else _of_topic(raw.topics, params)
    names = sorted(set(raw.names))
    codes = np.unique(raw.names, return_inverse=True)[1]
    line = Timeline(unit, 1, first, [])
    size = (len(names), last - first + 1)
    every, counted = np.zeros(size), np.zeros(size)
    inside = (places >= first) & (places <= last)
    np.add.at(every, (codes[inside], places[inside] - first), 1.0)
    np.add.at(counted, (codes[inside], places[inside] - first), of_topic[inside].astype(float))
    shared = raw.topics is not None
    joined = {
        (code, place): (float(counted[code, place]), float(every[code, place]) if shared else 1.0)
        for code in range(size[0])
        for place in range(size[1])
    }
    return _made(names, line, joined, shared=shared, cut=cut)


def _of_topic(topics: list[str], params: ReleaseParams) -> Bools:
    topic = meant(params.topic, topics)
    if not topic:
        raise Refusal(
            msg("No row is of the topic '{name}'.", name=clipped(params.topic)),
            fix=msg("Write it as the table does, e.g. {names}.",
                    names=sorted({one for one in topics if one})[:NAMED]),
            field="topic",
        )  # fmt: skip
    return np.array([one == topic for one in topics])


def _days(raw: Raw) -> list[dt.date]:
    line = periods.timeline(raw.texts, raw.period, "data.period", raw.rows)
    if line.unit == "number":
        raise Refusal(
            msg("Records are counted by their dates, and '{name}' has none.", name=raw.period),
            fix=msg("Choose a column of dates, or a column of values."),
            field="data.period",
        )
    return [line.period(place).start.date() for place in line.places if place is not None]


def _place(day: dt.date, unit: str) -> int:
    if unit == "day":
        return day.toordinal()
    if unit == "week":
        return (day.toordinal() - 1) // 7
    parts = IN_YEAR[unit]
    return day.year * parts + (day.month - 1) // (12 // parts)


def _whole(days: list[dt.date], places: NDArrayInt, unit: Unit) -> tuple[int, int, list[str]]:
    """The first and last period that records reach into as a whole, and those cut off."""
    first, last, cut = int(places.min()), int(places.max()), []
    start, end = Period(unit, first).start.date(), Period(unit, first + 1).start.date()
    if last > first and (end - min(days)).days < WHOLE * (end - start).days:
        cut.append(str(Period(unit, first)))
        first += 1
    start, end = Period(unit, last).start.date(), Period(unit, last + 1).start.date()
    if last > first and ((max(days) - start).days + 1) < WHOLE * (end - start).days:
        cut.append(str(Period(unit, last)))
        last -= 1
    return first, last, cut


def _made(
    names: list[str],
    line: Timeline,
    joined: dict[tuple[int, int], tuple[float, float]],
    *,
    shared: bool,
    cut: list[str],
) -> Made:
    """Cells without exposure say nothing and are left out; so are markets without any cell."""
    keys = sorted(key for key, (_, weight) in joined.items() if weight > 0)
    present = sorted({code for code, _ in keys})
    if not keys:
        raise Refusal(
            msg("Nothing is left to compare: every exposure is zero."),
            fix=msg("Choose another column, or none."),
            field="data.exposure",
        )
    code_of = {code: new for new, code in enumerate(present)}
    market = np.array([code_of[code] for code, _ in keys], dtype=np.int64)
    time = np.array([place for _, place in keys], dtype=np.int64)
    y = np.array([joined[key][0] for key in keys])
    e = np.array([joined[key][1] for key in keys])
    return Made([names[code] for code in present], line, market, time, y, e, shared, cut)
