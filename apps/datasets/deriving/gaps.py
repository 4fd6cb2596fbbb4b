"""Why cells of a new column stay empty, counted, with examples. In a job's child."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from apps.core.messages import Message, clipped, msg

Why = NDArray[np.int8]
FINE, MISSING, ZERO, DOMAIN, LARGE, PAST, GROUP, TOTAL, CODE, DATE, RATE, BELOW = range(12)
EXAMPLES = 5  # of each column and reason
REASONS: dict[int, tuple[Message, Message]] = {
    MISSING: (
        msg("A value that it needs is missing"),
        msg("Fill it in, or write if_missing(a, b) in a formula."),
    ),
    ZERO: (msg("Division by zero"), msg("Look whether the zeros are real.")),
    DOMAIN: (
        msg("Logarithm or root of a number that is too small"),
        msg("Logarithms need numbers above zero, roots none below."),
    ),
    LARGE: (
        msg("The result is too large or no real number"),
        msg("Look at the powers in the formula."),
    ),
    PAST: (
        msg("No row of the same market that many periods before"),
        msg("Nothing to do at the beginning; inside, the table has a gap."),
    ),
    GROUP: (msg("The row's group is missing"), msg("Fill in the columns of the groups.")),
    TOTAL: (msg("The total of the group is zero"), msg("Look at the values of the group.")),
    CODE: (
        msg("No currency code of ISO 4217"),
        msg("Write codes of three letters, such as EUR, USD or CNY."),
    ),
    DATE: (
        msg("The date is missing, cannot be read, or is longer than the mean asked for"),
        msg("Write dates as 2024-03-01, periods as 2024-03, 2024-Q1 or 2024."),
    ),
    RATE: (
        msg("No exchange rate for this date"),
        msg(
            "See below which are missing. Where there is an older one, allow more days, or take the"
            " mean of the year for yearly figures; else add rates."
        ),
    ),
    BELOW: (
        msg("Growth from a value below zero has no meaning"),
        msg("Take the difference instead."),
    ),
}


def first(why: Why, other: Any) -> Why:
    """The reason that came first."""
    return np.where(why != FINE, why, other).astype(np.int8)


def finite(values: NDArray[np.float64], reason: int = LARGE) -> Why:
    """``reason`` where there is no finite value."""
    return np.where(np.isfinite(values), FINE, reason).astype(np.int8)


@dataclass
class Gaps:
    """Of one new column: how many cells have a value, how many have none by reason, examples as
    (row from 1, what stands there, reason). ``period`` is what a change over time counts, as
    '5 year'.
    """

    filled: int = 0
    counts: Counter[int] = field(default_factory=Counter)
    examples: list[tuple[int, str, int]] = field(default_factory=list)
    period: str = ""

    def add(self, why: Why, start: int, told: Any) -> None:
        """Rows from ``start`` (from 0); ``told(place)`` says what stands in one of them."""
        codes, counts = np.unique(why, return_counts=True)
        for code, count in zip(codes.tolist(), counts.tolist(), strict=True):
            if code == FINE:
                self.filled += count
                continue
            room = EXAMPLES - min(self.counts[code], EXAMPLES)
            for place in np.flatnonzero(why == code)[:room].tolist():
                self.examples.append((start + place + 1, clipped(told(place), 120), code))
            self.counts[code] += count

    @property
    def empty(self) -> int:
        return sum(self.counts.values())
