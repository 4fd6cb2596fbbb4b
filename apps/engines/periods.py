"""What a column of periods says, as time: '2024', 'Q4 2023', '2023年5月', '2024-W05', dates.

One place for all engines that order or count periods. Imports nothing heavy.

Weeks are those of ISO 8601. Where a two-digit year stands beside a quarter or the name of a month
('1Q24', 'Mar-24'), 70 and above are of the last century, as POSIX has it.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from apps.core.messages import clipped, msg
from apps.engines.contract import Refusal

Unit = Literal["hour", "day", "workday", "week", "month", "quarter", "half", "year", "number"]
IN_YEAR = {"month": 12, "quarter": 4, "half": 2, "year": 1}  # how many of them
SEASONS = {"hour": 24, "day": 7, "workday": 5, "week": 52, **IN_YEAR, "number": 1}
FULL_WEEKS = 10  # days without a weekend among them from which on weekends are taken to be left out
WHOLE = re.compile(r"[+-]?\d+(?:\.0+)?")
DIGITS = re.compile(r"(\d+)")
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january 一", "feb february 二", "mar march 三", "apr april 四", "may 五",
            "jun june 六", "jul july 七", "aug august 八", "sep sept september 九",
            "oct october 十", "nov november 十一", "dec december 十二",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
NAME = "|".join(sorted((name for name in MONTHS if name.isascii()), key=len, reverse=True))
CHINESE = "|".join(sorted((name for name in MONTHS if not name.isascii()), key=len, reverse=True))
Y = r"(?P<y>(?:1[5-9]|2[01])\d\d)"
SHORT = r"(?:fy)?(?P<y>(?:1[5-9]|2[01])\d\d|\d\d)"
M, D = r"(?P<m>0?[1-9]|1[0-2])", r"(?P<d>0?[1-9]|[12]\d|3[01])"
GAP = r"[\s\-/._']*"


@dataclass(frozen=True)
class Period:
    """``place`` counts: consecutive periods of one unit have consecutive places."""

    unit: Unit
    place: int

    @property
    def start(self) -> dt.datetime:
        """When it begins; a number has no beginning (:class:`ValueError`)."""
        if self.unit in IN_YEAR:
            parts = IN_YEAR[self.unit]
            return dt.datetime(self.place // parts, self.place % parts * (12 // parts) + 1, 1)
        if self.unit == "hour":
            return dt.datetime.min + dt.timedelta(hours=self.place)
        if self.unit == "number":
            raise ValueError(self.place)
        days = {"day": self.place, "week": 7 * self.place + 1}.get(self.unit)
        if days is None:
            days = self.place // 5 * 7 + self.place % 5 + 1
        return dt.datetime.combine(dt.date.fromordinal(days), dt.time())

    def __str__(self) -> str:
        """As ISO 8601 has it where it has the unit: '2024-03', '2024-Q1', '2024-W05'."""
        if self.unit == "number":
            return str(self.place)
        start = self.start
        if self.unit == "week":
            year, week, _ = start.isocalendar()
            return f"{year}-W{week:02d}"
        if self.unit in ("quarter", "half"):
            return f"{start.year}-{self.unit[0].upper()}{self.place % IN_YEAR[self.unit] + 1}"
        form = {"year": "%Y", "month": "%Y-%m", "hour": "%Y-%m-%d %H:%M"}.get(self.unit, "%Y-%m-%d")
        return start.strftime(form)


@dataclass(frozen=True)
class Timeline:
    """A column of periods. ``places`` count its steps from the first one (0), None where a cell
    is blank; a step is ``step`` of the ``unit``, and a step of ``first`` + k · ``step`` is k.
    """

    unit: Unit
    step: int
    first: int
    places: list[int | None]

    def period(self, place: int) -> Period:
        return Period(self.unit, self.first + place * self.step)

    @property
    def season(self) -> int:
        """How many steps the usual season of the unit has; 1 for none."""
        if self.unit == "day" and self.step % 7 == 0:
            return 52 if self.step == 7 else 1
        whole = SEASONS[self.unit]
        return whole // self.step if whole % self.step == 0 else 1


def parse(text: str, day_first: bool | None = None) -> Period | None:
    """What one cell says, None where it says no period. ``day_first`` reads 3/4/2024."""
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    if WHOLE.fullmatch(plain):
        plain = plain.partition(".")[0]
    for pattern, make in FORMS:
        found = pattern.fullmatch(plain)
        if found:
            try:
                return make({key: part for key, part in found.groupdict().items() if part})
            except ValueError:
                return None  # the 30th of February
    either = EITHER.fullmatch(plain)
    if either and day_first is not None:
        first, second, year = (int(part) for part in either.groups())
        day, month = (first, second) if day_first else (second, first)
        try:
            return Period("day", dt.date(year, month, day).toordinal())
        except ValueError:
            return None
    return Period("number", int(plain)) if WHOLE.fullmatch(plain) else None


def timeline(
    texts: Sequence[str], column: str, field: str, rows: Sequence[int] | None = None
) -> Timeline:
    """A whole column; blank cells are None. :class:`Refusal` names the cell that cannot be read,
    or two that do not go together. ``rows`` (from 0) are where the texts stand in the table, where
    they are not all of it.
    """
    distinct = list(dict.fromkeys(text for text in texts if text.strip()))
    found = _all(distinct)
    for text in distinct:
        if found[text] is None:
            place = list(texts).index(text)
            raise _unreadable(text, column, field, (rows[place] if rows else place) + 1)
    known = {text: period for text, period in found.items() if period is not None}
    units = {period.unit: text for text, period in known.items()}
    if len(units) > 1:
        one, other = list(units.values())[:2]
        raise Refusal(
            msg(
                "The periods of column '{name}' are of several lengths: '{one}' and '{other}'.",
                name=column, one=clipped(one), other=clipped(other),
            ),
            fix=msg("Give all periods in one form, e.g. 2024-03."),
            field=field,
        )  # fmt: skip
    if not known:
        return Timeline("number", 1, 0, [None] * len(texts))
    unit, places = _coarse(known)
    step = math.gcd(*(place - min(places.values()) for place in places.values())) or 1
    first = min(places.values())
    return Timeline(
        unit, step, first,
        [(places[text] - first) // step if text in places else None for text in texts],
    )  # fmt: skip


def ranks(texts: Sequence[str]) -> list[int]:
    """The order of periods, blank ones first: as numbers where all are, as time where all say a
    time, else as text whose whole numbers count as such (month 2 before month 10).
    """
    distinct = sorted({text for text in texts if text.strip()})
    keys = _keys(distinct)
    places = {key: place for place, key in enumerate(sorted(set(keys.values())), start=1)}
    return [places[keys[text]] if text in keys else 0 for text in texts]


def _keys(distinct: list[str]) -> dict[str, tuple[object, ...]]:
    try:
        return {text: (float(text),) for text in distinct}
    except ValueError:
        pass
    found = _all(distinct)
    known = {text: period for text, period in found.items() if period is not None}
    if len(known) == len(distinct) and all(one.unit != "number" for one in known.values()):
        return {text: (period.start,) for text, period in known.items()}
    return {text: tuple(_with_numbers(text)) for text in distinct}


def _with_numbers(text: str) -> list[tuple[int, str]]:
    """Text and whole numbers in turn; a longer number is a larger one."""
    parts = [part.lstrip("0") if part.isdecimal() else part for part in DIGITS.split(text)]
    return [(len(part) if place % 2 else 0, part) for place, part in enumerate(parts)]


def _all(distinct: list[str]) -> dict[str, Period | None]:
    """Each as the others allow: '3/4/2024' by a day above 12 anywhere, 1990 … 2024 as years only
    where all whole numbers are years.
    """
    day_first = _day_first(distinct)
    found = {text: parse(text, day_first) for text in distinct}
    whole = [text for text in distinct if WHOLE.fullmatch(text.strip())]
    units = {period.unit for text in whole if (period := found[text])}
    if "number" in units and len(units) > 1:
        found |= {text: Period("number", int(float(text))) for text in whole}
    return found


def _day_first(distinct: list[str]) -> bool | None:
    pairs = [
        (int(either[1]), int(either[2]))
        for text in distinct
        if (either := EITHER.fullmatch(text.strip()))
    ]
    days, others = any(first > 12 for first, _ in pairs), any(second > 12 for _, second in pairs)
    return None if days == others else days


def _unreadable(text: str, column: str, field: str, row: int) -> Refusal:
    if EITHER.fullmatch(text.strip()):
        return Refusal(
            msg(
                "'{text}' in row {row} of column '{name}' may have the day or the month first, and"
                " no other date settles it.",
                text=clipped(text), row=row, name=column,
            ),
            fix=msg("Write dates as 2024-03-01."),
            field=field,
        )  # fmt: skip
    return Refusal(
        msg(
            "'{text}' in row {row} of column '{name}' cannot be read as a period.",
            text=clipped(text), row=row, name=column,
        ),
        fix=msg("Write periods as 2024, 2024-Q1, 2024-03, 2024-W05, 2024-03-01 or whole numbers."),
        field=field,
    )  # fmt: skip


def _coarse(known: dict[str, Period]) -> tuple[Unit, dict[str, int]]:
    """Dates that stand for months (all on one day, or all at their ends) as months, dates without
    any weekend as working days.
    """
    places = {text: period.place for text, period in known.items()}
    unit = next(iter(known.values())).unit
    days = sorted(set(places.values()))
    if unit == "hour" and all(place % 24 == days[0] % 24 for place in days):
        places = {text: place // 24 + 1 for text, place in places.items()}
        unit, days = "day", [place // 24 + 1 for place in days]
    if unit != "day" or len(days) < 2:
        return unit, places
    dates = [dt.date.fromordinal(place) for place in days]
    ends = {(date + dt.timedelta(days=1)).day for date in dates} == {1}
    same = len({date.day for date in dates}) == 1
    months = {(date.year, date.month) for date in dates}
    if (ends or same) and len(months) == len(dates):
        of = {text: dt.date.fromordinal(place) for text, place in places.items()}
        return "month", {text: 12 * date.year + date.month - 1 for text, date in of.items()}
    weekly = all((place - days[0]) % 7 == 0 for place in days)
    if not weekly and len(days) >= FULL_WEEKS and all(date.weekday() < 5 for date in dates):
        return "workday", {
            text: (place - 1) // 7 * 5 + (place - 1) % 7 for text, place in places.items()
        }
    return unit, places


# --- what a cell may look like ------------------------------------------------------------------
Parts = dict[str, str]


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) > 2 else year + (1900 if year >= 70 else 2000)


def _in_year(unit: Unit, key: str) -> Callable[[Parts], Period]:
    def make(parts: Parts) -> Period:
        number = MONTHS.get(parts[key]) or int(parts[key])
        return Period(unit, IN_YEAR[unit] * _year(parts["y"]) + number - 1)

    return make


def _half(parts: Parts) -> Period:
    return Period("half", 2 * int(parts["y"]) + (parts["half"] == "下"))


def _week(parts: Parts) -> Period:
    monday = dt.date.fromisocalendar(int(parts["y"]), int(parts["w"]), 1)
    return Period("week", (monday.toordinal() - 1) // 7)


def _day(parts: Parts) -> Period:
    month = MONTHS.get(parts["m"]) or int(parts["m"])
    day = dt.date(int(parts["y"]), month, int(parts["d"])).toordinal()
    hour, minute = int(parts.get("hour", 0)), int(parts.get("minute", 0))
    if minute or int(parts.get("second", 0)):
        raise ValueError(minute)  # finer than what is counted here
    return Period("hour", 24 * (day - 1) + hour) if "hour" in parts else Period("day", day)


TIME = (
    r"(?:[t\s](?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.0+)?)?"
    r"(?:z|[+-]00:?00)?)?"
)
EITHER = re.compile(r"(\d{1,2})[/\-](\d{1,2})[/\-]((?:1[5-9]|2[01])\d\d)")
FORMS: tuple[tuple[re.Pattern[str], Callable[[Parts], Period]], ...] = tuple(
    (re.compile(pattern), make)
    for pattern, make in (
        (rf"(?:fy{GAP})?{Y}(?:年度?)?", lambda parts: Period("year", int(parts["y"]))),
        (rf"{Y}{GAP}年?{GAP}q(?P<q>[1-4])", _in_year("quarter", "q")),
        (rf"{Y}年?{GAP}第?(?P<q>[1-4一二三四])季度?", _in_year("quarter", "q")),
        (rf"(?:q(?P<q>[1-4])){GAP}{SHORT}", _in_year("quarter", "q")),
        (rf"(?P<q>[1-4])q{GAP}{SHORT}", _in_year("quarter", "q")),
        (rf"{Y}{GAP}年?{GAP}h(?P<h>[12])", _in_year("half", "h")),
        (rf"h(?P<h>[12]){GAP}{SHORT}", _in_year("half", "h")),
        (rf"{Y}年?(?P<half>上|下)半年?", _half),
        (rf"{Y}{GAP}(?:w|kw|cw|week){GAP}(?P<w>\d{{1,2}})", _week),
        (rf"(?:w|kw|cw|week){GAP}(?P<w>\d{{1,2}})[\s,/\-]*{Y}", _week),
        (rf"{Y}年?{GAP}第(?P<w>\d{{1,2}})[周週]", _week),
        (rf"{Y}[\-/_\s]{M}", _in_year("month", "m")),
        (rf"{Y}(?P<m>0[1-9]|1[0-2])", _in_year("month", "m")),
        (rf"{Y}{GAP}m{M}", _in_year("month", "m")),
        (rf"m?{M}[\-/\s]{Y}", _in_year("month", "m")),
        (rf"{Y}年{M}月份?", _in_year("month", "m")),
        (rf"{Y}年(?P<m>{CHINESE})月份?", _in_year("month", "m")),
        (rf"(?P<m>{NAME})[\s\-/.,']*{SHORT}", _in_year("month", "m")),
        (rf"{Y}[\s\-/.,]*(?P<m>{NAME})\.?", _in_year("month", "m")),
        (rf"{Y}(?P<sep>[\-/.]){M}(?P=sep){D}{TIME}", _day),
        (rf"{Y}(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])", _day),
        (rf"{Y}年{M}月{D}[日号]", _day),
        (rf"{D}\.{M}\.{Y}", _day),
        (rf"{D}[\s\-/.]*(?P<m>{NAME})[\s\-/.,]*{Y}", _day),
        (rf"(?P<m>{NAME})[\s\-/.]*{D},?\s+{Y}", _day),
    )
)
