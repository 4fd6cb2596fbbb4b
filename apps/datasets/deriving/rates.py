"""Dated exchange rates: which one holds for a day, or the mean of those in a period.

A rate covers the days that its date says: one day, or a month, quarter or year where the table is
of such periods.
"""

from __future__ import annotations

import datetime as dt
import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol, TypeGuard

from apps.core.messages import clipped, msg
from apps.datasets.deriving.steps import RateTable, Rule
from apps.engines import periods
from apps.engines.contract import InputTable, Refusal
from apps.reference import currencies

if TYPE_CHECKING:
    import polars as pl

MOST_RATES = 2_000_000
HARD = ("USD", "EUR", "GBP", "CHF", "CNY")  # one of each is worth more than one without cents
PARTS = {"month": 12, "quarter": 4, "year": 1}


@dataclass(frozen=True)
class Span:
    """Days from ``first`` to ``last``, as ordinals, both in."""

    first: int
    last: int


@lru_cache(100_000)
def span(text: str) -> Span | None:
    """The days of '2024-03-01', '2024-03', '2024-Q1', '2024'; None where that is no time."""
    found = periods.parse(text)
    if found is None or found.unit == "number":
        return None
    try:
        start = found.start.date().toordinal()
        if found.unit in ("day", "hour"):
            return Span(start, start)
        after = periods.Period(found.unit, found.place + 1).start.date().toordinal()
    except (ValueError, OverflowError):
        return None
    return Span(start, after - 1)


def around(days: Span, rule: Rule) -> Span | None:
    """The month, quarter or year that ``days`` lie in; None where they are not within one."""
    return None if _place(days.first, rule) != _place(days.last, rule) else span(
        str(_period(days.first, rule))
    )  # fmt: skip


def _place(day: int, rule: Rule) -> int:
    date = dt.date.fromordinal(day)
    return (date.year * 12 + date.month - 1) * PARTS[rule] // 12


def _period(day: int, rule: Rule) -> periods.Period:
    unit: periods.Unit = "day" if rule == "last" else rule
    return periods.Period(unit, _place(day, rule))


@dataclass(frozen=True)
class Leg:
    """A rate that was used: of ``currency`` against ``base``, on ``date`` or as the mean of
    ``count`` rates of that period.
    """

    currency: str
    base: str
    date: str
    rate: float
    count: int = 1


class Asked(Protocol):
    """Which rate holds, as the step of currencies has it."""

    @property
    def rule(self) -> Rule: ...

    @property
    def most_days(self) -> int: ...


@dataclass(frozen=True)
class Newest:
    """The rate of the day, or the last one before, at most so many days old."""

    rule: Rule = "last"
    most_days: int = 7


@dataclass
class _Line:
    """The rates of one currency against one base, in the order of time."""

    firsts: list[int] = field(default_factory=list)
    lasts: list[int] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)


Row = tuple[str | None, str | None, str, float | None]
"""A currency, the base that its rate is against, a date and the rate."""


class Rates:
    """The rates of the rows of a table. ``unused`` counts rows without a currency, a date or a rate
    above zero. Refuses rows that give two rates for one currency and date.
    """

    def __init__(self, rows: Iterable[Row], told: RateTable) -> None:
        self.told, self.unused = told, 0
        self.lines: dict[tuple[str, str], _Line] = {}
        self._take(rows)
        self.bases = sorted({base for _currency, base in self.lines})

    @classmethod
    def read(cls, table: InputTable, told: RateTable) -> Rates:
        """In a job's child: the whole table."""
        if table.rows > MOST_RATES:
            raise Refusal(
                msg("The table of exchange rates has more than {most} rows.", most=MOST_RATES),
                fix=msg("Keep the currencies and years that are needed."),
                field="rates",
            )
        base = [told.base_column] if told.base_column else []
        frame = table.frame(list(dict.fromkeys([told.currency, told.date, told.rate, *base])))
        codes, dates = _texts(frame, told.currency), days_of(frame, told.date)
        bases = _texts(frame, told.base_column) if base else [told.base] * len(frame)
        return cls(zip(codes, bases, dates, frame[told.rate].to_list(), strict=True), told)

    def _take(self, rows: Iterable[Row]) -> None:
        found: dict[tuple[str, str], dict[Span, tuple[float, int]]] = {}
        for row, (named, other, date, rate) in enumerate(rows, start=1):
            days = span(date) if date else None
            code, against = as_code(named), as_code(other)
            if not code or not against or days is None or not _is_rate(rate):
                self.unused += 1
                continue
            held = found.setdefault((code, against), {}).setdefault(days, (float(rate), row))
            if held[0] != float(rate):
                raise _twice(code, date, held[1], row)
        for key, rates in found.items():
            line = self.lines.setdefault(key, _Line())
            for days in sorted(rates, key=lambda one: (one.first, one.last)):
                line.firsts.append(days.first)
                line.lasts.append(days.last)
                line.rates.append(rates[days][0])

    def between(
        self, one: str, other: str, days: Span, step: Asked
    ) -> tuple[float, list[Leg]] | list[str]:
        """How much of ``other`` one unit of ``one`` is worth, and the rates used; or the currencies
        that have none. Both against the same base: cross rates go through it.
        """
        if one == other:
            return 1.0, []
        lacking: list[str] = []
        for base in sorted(self.bases, key=lambda each: (each not in (one, other), each)):
            pair = [
                None if code == base else self._leg(code, base, days, step) for code in (one, other)
            ]
            without = [
                code
                for code, leg in zip((one, other), pair, strict=True)
                if leg is None and code != base
            ]
            if not without:
                return self._factor(pair), [leg for leg in pair if leg is not None]
            lacking = lacking or without
        return lacking or [one, other]

    def _factor(self, pair: Sequence[Leg | None]) -> float:
        first, second = (leg.rate if leg else 1.0 for leg in pair)
        return second / first if self.told.direction == "per_base" else first / second

    def _leg(self, code: str, base: str, days: Span, step: Asked) -> Leg | None:
        line = self.lines.get((code, base))
        if line is None:
            return None
        if step.rule == "last":
            place = bisect_right(line.firsts, days.last) - 1
            if place < 0 or days.last - line.lasts[place] > step.most_days:
                return None
            return Leg(code, base, _named(line, place), line.rates[place])
        low, high = bisect_left(line.firsts, days.first), bisect_right(line.firsts, days.last)
        inside = [line.rates[at] for at in range(low, high) if line.lasts[at] <= days.last]
        if not inside:
            return None
        period = str(_period(days.first, step.rule))
        return Leg(code, base, period, math.fsum(inside) / len(inside), len(inside))

    def before(self, code: str, date: str) -> tuple[str, int] | None:
        """The newest rate of a currency up to a date, and how many days old it is by then."""
        days = span(date)
        found = [line for (one, _base), line in self.lines.items() if one == code]
        if days is None:
            return None
        ages = []
        for line in found:
            place = bisect_right(line.firsts, days.last) - 1
            if place >= 0:
                ages.append((max(days.last - line.lasts[place], 0), _named(line, place)))
        return min(ages)[::-1] if ages else None

    def says(self, leg: Leg) -> tuple[str, float, str]:
        """A rate as a sentence has it: one unit of the first is worth so much of the last."""
        if self.told.direction == "per_base":
            return leg.base, leg.rate, leg.currency
        return leg.currency, leg.rate, leg.base

    def is_doubtful(self, leg: Leg) -> bool:
        """Whether the rate is likely to be the other way round: by it a yen, a won or a dong, which
        have no cents, is worth more than a dollar.
        """
        known = currencies.get(leg.currency)
        if leg.base not in HARD or known is None or known.decimals:
            return False
        return (leg.rate < 1) == (self.told.direction == "per_base")


def _is_rate(rate: float | None) -> TypeGuard[float]:
    return rate is not None and math.isfinite(rate) and rate > 0


def _named(line: _Line, place: int) -> str:
    first, last = line.firsts[place], line.lasts[place]
    start = dt.date.fromordinal(first).isoformat()
    return start if first == last else f"{start} – {dt.date.fromordinal(last).isoformat()}"


def _twice(code: str, date: str, one: int, other: int) -> Refusal:
    return Refusal(
        msg(
            "The table of exchange rates gives two rates of {code} for {date}: rows {one} and"
            " {other}.",
            code=code, date=clipped(date), one=one, other=other,
        ),
        fix=msg("Keep one rate for each currency and date, or choose the column of the base."),
        field="rates",
    )  # fmt: skip


@lru_cache(10_000)
def as_code(text: str | None) -> str:
    """'EUR' for ' eur '; '' for what is no currency of ISO 4217."""
    code = (text or "").strip().upper()
    return code if len(code) == 3 and currencies.get(code) else ""


def days_of(frame: pl.DataFrame, name: str) -> list[str]:
    """Dates as texts that ``span`` reads, '' where missing."""
    return day_texts(frame, name).to_list()


def day_texts(frame: pl.DataFrame, name: str) -> Any:
    """As ``days_of``, as a series."""
    import polars as pl  # heavy: in the child only

    column = frame[name]
    if isinstance(column.dtype, pl.Datetime):
        column = column.dt.date()
    return column.cast(pl.String).fill_null("").str.strip_chars()


def _texts(frame: pl.DataFrame, name: str) -> list[Any]:
    import polars as pl  # heavy: in the child only

    return frame[name].cast(pl.String).to_list()


Used = Counter[Leg]
Lacking = Counter[tuple[str, str]]
