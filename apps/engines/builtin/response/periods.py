"""Periods as places on a grid: their order, their step, gaps, and where in a season they lie."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Kind = Literal["number", "day", "month", "quarter", "week", "text"]

MONTH = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?")
QUARTER = re.compile(r"(\d{4})\s*[- ]?\s*[Qq]([1-4])")
WEEK = re.compile(r"(\d{4})\s*-?\s*[Ww](\d{1,2})")
DIGITS = re.compile(r"(\d+)")


@dataclass
class Grid:
    """``at`` (n,) counts days, weeks, months, quarters or the numbers themselves; NaN where a cell
    is empty. For texts that are none of these it is their rank, and gaps cannot be told.
    """

    kind: Kind
    at: Floats

    def season(self, wanted: str, cycle: int) -> NDArray[np.int64] | None:
        """(n,) which season a period lies in, from 0; None where these periods cannot tell."""
        if wanted == "cycle":
            return None if self.kind == "text" else np.nan_to_num(self.at).astype(int) % cycle
        if wanted == "weekday":
            # date.toordinal() 1 was a Monday
            return (np.nan_to_num(self.at).astype(int) - 1) % 7 if self.kind == "day" else None
        months = self._months()
        if months is None:
            return None
        return months if wanted == "month" else months // 3

    def _months(self) -> NDArray[np.int64] | None:
        """(n,) month of the year from 0. A quarter is its first month, a week that of its
        Thursday.
        """
        whole = np.nan_to_num(self.at, nan=1.0).astype(int)
        if self.kind == "month":
            return whole % 12
        if self.kind == "quarter":
            return whole % 4 * 3
        if self.kind == "day":
            return np.array([date.fromordinal(max(day, 1)).month - 1 for day in whole])
        if self.kind == "week":
            return np.array([date.fromordinal(max(7 * week + 4, 1)).month - 1 for week in whole])
        return None


def read(texts: list[str]) -> Grid:
    """The grid that all periods that are not empty lie on."""
    present = [text.strip() for text in texts]
    for kind, parse in (
        ("number", _number), ("quarter", _quarter), ("week", _week), ("month", _month),
        ("day", _day),
    ):  # fmt: skip
        values = [parse(text) if text else np.nan for text in present]
        if all(value is not None for value in values):
            at = np.array(values, dtype=float)
            return _by_month(at) if kind == "day" else Grid(kind, at)  # type: ignore[arg-type]
    ordered = sorted({text for text in present if text}, key=_natural)
    ranks = {text: float(rank) for rank, text in enumerate(ordered)}
    return Grid("text", np.array([ranks.get(text, np.nan) for text in present]))


def _by_month(at: Floats) -> Grid:
    """Dates that all fall on the same day of a month are months."""
    dates = [date.fromordinal(int(day)) for day in np.unique(at[~np.isnan(at)])]
    if len(dates) > 1 and len({one.day for one in dates}) == 1:
        months = {one.toordinal(): one.year * 12 + one.month - 1 for one in dates}
        return Grid("month", np.array([months.get(int(d), np.nan) if d == d else d for d in at]))
    return Grid("day", at)


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < 1e15 else None


def _quarter(text: str) -> float | None:
    found = QUARTER.fullmatch(text)
    return int(found[1]) * 4.0 + int(found[2]) - 1 if found else None


def _week(text: str) -> float | None:
    found = WEEK.fullmatch(text)
    if not found:
        return None
    try:
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        return None
    return float((monday.toordinal() - 1) // 7)


def _month(text: str) -> float | None:
    found = MONTH.fullmatch(text)
    if not found or not 1 <= int(found[2]) <= 12:
        return None
    return int(found[1]) * 12.0 + int(found[2]) - 1


def _day(text: str) -> float | None:
    try:
        return float(date.fromisoformat(text[:10].replace("/", "-")).toordinal())
    except ValueError:
        return None


def _natural(text: str) -> list[tuple[int, str]]:
    """Text and whole numbers in turn; a longer number is a larger one."""
    parts = [part.lstrip("0") if part.isdecimal() else part for part in DIGITS.split(text)]
    return [(len(part) if place % 2 else 0, part) for place, part in enumerate(parts)]


def step_of(at: Floats, market: NDArray[np.int64]) -> float:
    """The most common distance between neighbouring periods of a market; 1 where there is none.
    Rows are in order.
    """
    ahead = np.diff(at)[np.diff(market) == 0]
    ahead = ahead[ahead > 0]
    if not len(ahead):
        return 1.0
    counts = Counter(np.round(ahead, 9).tolist())
    return float(min(counts, key=lambda size: (-counts[size], size)))
