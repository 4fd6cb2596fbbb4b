"""Predictors that enter as polynomials: Chebyshev polynomials of the scaled predictor inside,
powers of the predictor outside, and the exact way from the one to the other.

Stored powers of a column are rounded and nearly alike; Chebyshev polynomials are neither.
Source: Mason and Handscomb (2003), Chebyshev Polynomials, ch. 1 and 6.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np

from apps.engines.builtin.linear.pairs import Floats, Pair, two_sum

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Curve:
    """The polynomial of one predictor, whose values lie from ``low`` to a larger ``high``."""

    name: str
    degree: int
    low: float
    high: float

    @property
    def centre(self) -> float:
        return self.low + (self.high - self.low) / 2

    @property
    def half(self) -> float:
        return (self.high - self.low) / 2

    @property
    def terms(self) -> list[str]:
        """Names of the powers, 'x', 'x²', …"""
        raised = [str(power).translate(RAISED) for power in range(2, self.degree + 1)]
        return [self.name, *(f"{self.name}{power}" for power in raised)]

    def columns(self, x: Floats) -> Floats:
        """(n, degree) T1 … T_degree of the scaled predictor, from its values (n,)."""
        t = (x - self.centre) / self.half
        found = np.empty((len(x), self.degree), order="F")
        found[:, 0] = t
        before: Floats = np.ones(len(x))
        for place in range(1, self.degree):
            np.multiply(2.0 * t, found[:, place - 1], out=found[:, place])
            found[:, place] -= before
            before = found[:, place - 1]
        return found

    def pairs(self, x: Floats) -> Pair:
        """(n, degree) the same in double-double."""
        inverse = 1 / Fraction(self.half)
        whole = float(inverse)
        rest = float(inverse - Fraction(whole))
        t = Pair(*two_sum(x, np.full_like(x, -self.centre)))
        t = t * Pair(np.full_like(x, whole), np.full_like(x, rest))
        twice = Pair(2 * t.high, 2 * t.low)
        found, before = [t], Pair.of(np.ones(len(x)))
        for _ in range(1, self.degree):
            following = twice * found[-1] - before
            before = found[-1]
            found.append(following)
        return Pair(
            np.stack([one.high for one in found], axis=1),
            np.stack([one.low for one in found], axis=1),
        )

    def values(self, first: Floats) -> Floats:
        """The predictor from T1."""
        return self.centre + self.half * first

    @cached_property
    def powers(self) -> list[list[Fraction]]:
        """``powers[i][d]`` is the coefficient of x^i in T_d, for i and d from 0 to the degree."""
        centre, half = Fraction(self.centre), Fraction(self.half)
        size = self.degree + 1
        each = [[Fraction(1)], [-centre / half, 1 / half]]
        while len(each) < size:
            last, before = each[-1], each[-2]
            times = [Fraction(0), *last]  # x T_d
            grown = [2 * (a / half) for a in times]
            for power, value in enumerate(last):
                grown[power] -= 2 * centre / half * value
            for power, value in enumerate(before):
                grown[power] -= value
            each.append(grown)
        return [
            [each[d][i] if i < len(each[d]) else Fraction(0) for d in range(size)]
            for i in range(size)
        ]


def expand(values: Floats, plain: int, curves: tuple[Curve, ...]) -> Floats:
    """Columns (n, plain + curves + rest) with each curve's column replaced by its polynomials."""
    if not curves:
        return values
    ends = plain + len(curves)
    parts = [values[:, :plain]]
    parts += [curve.columns(values[:, plain + j]) for j, curve in enumerate(curves)]
    return np.hstack([*parts, values[:, ends:]])


def to_powers(plain: int, curves: tuple[Curve, ...]) -> list[tuple[int, int, Fraction]]:
    """(row, column, factor): coefficients of powers from those of the polynomials, intercept first.

    Rows and columns that are not named stay as they are; a named row is the sum of its entries.
    """
    found: list[tuple[int, int, Fraction]] = []
    start = 1 + plain
    for curve in curves:
        for i, row in enumerate(curve.powers):
            for d, factor in enumerate(row):
                if d and factor:
                    found.append((0 if i == 0 else start + i - 1, start + d - 1, factor))
        start += curve.degree
    return found
