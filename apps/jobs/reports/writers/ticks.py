"""Where an axis has its marks, and what stands at them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from babel.numbers import format_compact_decimal, format_decimal

NICE = (1.0, 2.0, 2.5, 5.0, 10.0)
MOST_DECADES = 7


@dataclass(frozen=True)
class Span:
    """An axis from ``low`` to ``high`` (of logarithms where ``log``), with its marks."""

    low: float
    high: float
    marks: Sequence[tuple[float, str]]
    log: bool = False

    def place(self, value: Any) -> float | None:
        """Where a value stands between 0 and 1, beyond them where it is outside; None for none."""
        number = position(value)
        if number is None or (self.log and number <= 0):
            return None
        scaled = math.log10(number) if self.log else number
        return (scaled - self.low) / (self.high - self.low)


def position(value: Any) -> float | None:
    """A finite number; a moment in ISO 8601 as seconds; None for anything else."""
    if isinstance(value, str):
        return _seconds(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) else None


def _seconds(text: str) -> float | None:
    """A moment without a zone is taken as UTC."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()


def linear(values: Sequence[float], locale: str, *, zero: bool = False, most: int = 6) -> Span:
    """A span of round numbers that holds all values, and 0 where ``zero``."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if not high > low:
        room = abs(low) * 0.1 or 1.0
        low, high = (low - room, high + room) if not zero else (low, high + room)
    step = nice_step((high - low) / most)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    marks = [number * step for number in range(first, last + 1)]
    return Span(marks[0], marks[-1], [(mark, label(mark, step, locale)) for mark in marks])


def logarithmic(values: Sequence[float], locale: str) -> Span:
    """Decades, and 2 and 5 between them where there are few."""
    positive = [value for value in values if value > 0] or [1.0, 10.0]
    first = math.floor(math.log10(min(positive)) + 1e-12)
    last = math.ceil(math.log10(max(positive)) - 1e-12)
    last = max(last, first + 1)
    every = max(1, math.ceil((last - first) / MOST_DECADES))
    between = (1, 2, 5) if last - first <= 2 else (1,)
    marks = [
        (decade + math.log10(factor), label(factor * 10.0**decade, 0.0, locale))
        for decade in range(first, last + 1, every)
        for factor in between
        if decade < last or factor == 1
    ]
    return Span(float(first), float(last), marks, log=True)


def moments(values: Sequence[float], most: int = 6) -> Span:
    """Days, or minutes within two days: some of the moments themselves."""
    ordered = sorted(set(values)) or [0.0, 86_400.0]
    every = max(1, math.ceil(len(ordered) / most))
    form = "%m-%d %H:%M" if ordered[-1] - ordered[0] < 2 * 86_400 else "%Y-%m-%d"
    marks = [(one, datetime.fromtimestamp(one, UTC).strftime(form)) for one in ordered[::every]]
    room = (ordered[-1] - ordered[0]) * 0.02 or 43_200.0
    return Span(ordered[0] - room, ordered[-1] + room, marks)


def categories(names: Sequence[str]) -> Span:
    """One place for each name, in their order."""
    return Span(-0.5, max(len(names), 1) - 0.5, [(float(i), name) for i, name in enumerate(names)])


def nice_step(raw: float) -> float:
    """The next round number that is not smaller: 1, 2, 2.5 or 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(raw))
    return next(nice * power for nice in NICE if nice * power >= raw * (1 - 1e-9))


def label(value: float, step: float, locale: str) -> str:
    """As short as the locale writes it: '12,000', '1.2M', '120万', '2 × 10⁻⁷'."""
    size = abs(value)
    if size and (size < 1e-5 or size >= 1e15):
        mantissa, _e, exponent = f"{value:.3g}".partition("e")
        power = exponent.lstrip("+").replace("-", "⁻").translate(str.maketrans("0123456789", _UP))
        return f"{mantissa} × 10{power.replace('⁻⁰', '⁻')}".replace("-", "−")
    if step and abs(value) < step * 1e-6:
        return "0"
    if size >= 1e5:
        text = format_compact_decimal(value, locale=locale, fraction_digits=3)
    else:
        text = format_decimal(round(value, 10), "#,##0.#######", locale=locale)
    return text.replace("-", "−")


_UP = "⁰¹²³⁴⁵⁶⁷⁸⁹"
