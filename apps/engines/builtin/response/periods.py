"""Periods as places on a grid: their order, their step, gaps, and where in a season they lie.

Cells are read as all engines read them (``apps.engines.periods``). Two kinds of column are taken
here beside: numbers that are not whole, and texts that say no time but have an order.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from apps.engines import periods
from apps.engines.contract import Refusal
from apps.engines.periods import Period, Unit

Floats = NDArray[np.float64]
LONGEST_NUMBER = 1e15


@dataclass
class Grid:
    """``at`` (n,) counts periods of the unit, or is the numbers themselves; NaN where a cell is
    empty. For texts that are none of these it is their rank, and gaps cannot be told.
    """

    kind: Unit | Literal["text"]
    at: Floats

    def season(self, wanted: str, cycle: int) -> NDArray[np.int64] | None:
        """(n,) which season a period lies in, from 0; None where these periods cannot tell. No
        cell may be empty.
        """
        if wanted == "cycle":
            return None if self.kind == "text" else self.at.astype(np.int64) % cycle
        if wanted == "weekday":
            daily = self.kind in ("hour", "day", "workday")
            return self._of_starts(lambda start: start.weekday()) if daily else None
        if self.kind in ("number", "text", "year"):
            return None
        if wanted == "month":
            return self._of_starts(lambda start: start.month - 1)
        return self._of_starts(lambda start: (start.month - 1) // 3)

    def _of_starts(self, what: Callable[[datetime], int]) -> NDArray[np.int64]:
        """(n,) of when each period begins; a week is where its Thursday is, as ISO 8601 has it."""
        known, code = np.unique(self.at.astype(np.int64), return_inverse=True)
        later = timedelta(days=3 if self.kind == "week" else 0)
        unit: Unit = "number" if self.kind == "text" else self.kind
        found = [what(Period(unit, int(place)).start + later) for place in known]
        return np.array(found, dtype=np.int64)[code]


def read(texts: list[str], column: str) -> Grid:
    """The grid that all periods that are not empty lie on. :class:`Refusal` where some say a time
    and do not go together.
    """
    try:
        line = periods.timeline(texts, column, "data.period")
    except Refusal:
        numbers = _numbers(texts)
        if numbers is not None:
            return Grid("number", numbers)
        if any(periods.parse(text, day_first=True) for text in texts):
            raise
        ranks = np.array(periods.ranks(texts), dtype=float)
        return Grid("text", np.where(ranks > 0, ranks, np.nan))
    at = [math.nan if place is None else line.first + line.step * place for place in line.places]
    return Grid(line.unit, np.array(at, dtype=float))


def _numbers(texts: list[str]) -> Floats | None:
    try:
        found = np.array([float(text) if text.strip() else np.nan for text in texts])
    except ValueError:
        return None
    return None if (np.abs(found) >= LONGEST_NUMBER).any() else found


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
