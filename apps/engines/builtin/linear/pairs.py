"""Numbers as unevaluated sums of two doubles, some 32 decimal digits: for arrays, without BLAS.

Source: Knuth (1969), The Art of Computer Programming 2, 4.2.2; Dekker (1971), A floating-point
technique for extending the available precision; Joldes, Muller and Popescu (2017), Tight and
rigorous error bounds for basic building blocks of double-word arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
SPLITTER = 134217729.0  # 2**27 + 1


@dataclass
class Pair:
    """``high + low``, two arrays of one shape; ``low`` is at most half the last bit of ``high``."""

    high: Floats
    low: Floats

    @classmethod
    def of(cls, values: Floats) -> Pair:
        return cls(values, np.zeros_like(values))

    def __getitem__(self, place: Any) -> Pair:
        return Pair(self.high[place], self.low[place])

    def __add__(self, other: Pair) -> Pair:
        high, low = two_sum(self.high, other.high)
        rest, least = two_sum(self.low, other.low)
        high, low = _quick(high, low + rest)
        return Pair(*_quick(high, low + least))

    def __sub__(self, other: Pair) -> Pair:
        return self + Pair(-other.high, -other.low)

    def __mul__(self, other: Pair) -> Pair:
        high, low = two_product(self.high, other.high)
        return Pair(*_quick(high, low + (self.high * other.low + self.low * other.high)))

    def sum(self, axis: int) -> Pair:
        """The sum along one axis, halves added to halves."""
        high, low = np.moveaxis(self.high, axis, 0), np.moveaxis(self.low, axis, 0)
        part = Pair(high, low)
        while len(part.high) > 1:
            half = len(part.high) // 2
            added = part[:half] + part[half : 2 * half]
            odd = part[2 * half :]
            part = Pair(
                np.concatenate([added.high, odd.high]), np.concatenate([added.low, odd.low])
            )
        return part[0] if len(part.high) else Pair.of(np.zeros(high.shape[1:]))


def two_sum(a: Floats, b: Floats) -> tuple[Floats, Floats]:
    """a + b exactly, as a double and a rest."""
    total = a + b
    part = total - a
    return total, (a - (total - part)) + (b - part)


def two_product(a: Floats, b: Floats) -> tuple[Floats, Floats]:
    """a * b exactly, as a double and a rest. Sizes below 1e150."""
    product = a * b
    a_high, a_low = _split(a)
    b_high, b_low = _split(b)
    rest = ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low
    return product, rest


def _split(a: Floats) -> tuple[Floats, Floats]:
    scaled = SPLITTER * a
    high = scaled - (scaled - a)
    return high, a - high


def _quick(a: Floats, b: Floats) -> tuple[Floats, Floats]:
    """a + b exactly where a is the larger."""
    total = a + b
    return total, b - (total - a)
