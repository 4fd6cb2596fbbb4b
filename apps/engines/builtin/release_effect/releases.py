"""When the release was in each market: from a column, or as a person typed it."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from apps.core.messages import clipped, msg
from apps.engines import periods
from apps.engines.builtin.known_names import meant
from apps.engines.contract import Refusal
from apps.engines.periods import Period, Timeline

NAMED = 5
PARTS = re.compile(r"[;\n,，；]+")


def typed(text: str, markets: Sequence[str]) -> dict[str, Period]:
    """Market → date, from '2026-03' or 'JPN=2026-03, DEU=2026-05'; :class:`Refusal` names what
    cannot be read.
    """
    parts = [part.strip() for part in PARTS.split(text) if part.strip()]
    if len(parts) == 1 and "=" not in parts[0] and "＝" not in parts[0]:
        date = _date(parts[0], "release")
        return dict.fromkeys(markets, date)
    found: dict[str, Period] = {}
    for part in parts:
        name, equals, day = part.replace("＝", "=").partition("=")
        if not equals:
            raise Refusal(
                msg("'{text}' names no market and date.", text=clipped(part)),
                fix=msg("Write market=date, separated by commas: JPN=2026-03, DEU=2026-05."),
                field="release",
            )
        market = _market(name.strip(), markets)
        if market in found:
            raise Refusal(
                msg("{market} has two releases.", market=clipped(market)),
                fix=msg("Give the first one; a later one is a question of its own."),
                field="release",
            )
        found[market] = _date(day.strip(), "release")
    return found


def _market(name: str, markets: Sequence[str]) -> str:
    market = meant(name, markets)
    if market:
        return market
    raise Refusal(
        msg("The table has no market named '{name}'.", name=clipped(name)),
        fix=msg("Write it as the table does, e.g. {names}.", names=list(markets[:NAMED])),
        field="release",
    )


def in_column(rows: Iterable[tuple[str, str]], column: str) -> dict[str, Period]:
    """Market → date, from (market, cell) of each row; blank cells tell nothing."""
    cells: dict[str, set[str]] = {}
    for market, cell in rows:
        if cell.strip():
            cells.setdefault(market, set()).add(cell.strip())
    found = {}
    for market, own in sorted(cells.items()):
        dates = {_date(cell, "data.release") for cell in own}
        if len(dates) > 1:
            raise Refusal(
                msg(
                    "Column '{name}' gives {market} several releases: {dates}.",
                    name=column, market=clipped(market), dates=sorted(own)[:NAMED],
                ),
                fix=msg("Give each market one date, in all of its rows."),
                field="data.release",
            )  # fmt: skip
        found[market] = dates.pop()
    return found


def _date(text: str, field: str) -> Period:
    found = periods.parse(text)
    if found is None:
        raise Refusal(
            msg("'{text}' cannot be read as the date of a release.", text=clipped(text)),
            fix=msg("Write it as 2026-03-01, 2026-03, 2026-W09 or 2026-Q1."),
            field=field,
        )
    return found


def placed(date: Period, line: Timeline, last: int, field: str) -> tuple[int, bool]:
    """The first place (step) that begins at the date or after it, ``last`` + 1 where none does, and
    whether the date falls within the step before, which is then partly before and partly after.
    """
    if (date.unit == "number") != (line.unit == "number"):
        raise Refusal(
            msg(
                "The release is '{date}' and the periods are like '{period}': they cannot be"
                " compared.",
                date=str(date), period=str(line.period(0)),
            ),
            fix=msg("Give both as dates, or both as numbers."),
            field=field,
        )  # fmt: skip
    if line.unit == "number":
        steps, over = divmod(date.place - line.first, line.step)
        place = min(max(steps + bool(over), 0), last + 1)
        return place, bool(over) and place > 0
    place = bisect_left(range(last + 1), date.start, key=lambda step: line.period(step).start)
    if place > last:
        return place, date.start < _end(line, last)
    return place, place > 0 and line.period(place).start != date.start


def _end(line: Timeline, place: int) -> dt.datetime:
    """Where the step ends; the end of time for the last that a calendar has."""
    try:
        return line.period(place + 1).start
    except (ValueError, OverflowError):
        return dt.datetime.max
