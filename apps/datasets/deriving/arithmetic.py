"""Values of formulas row by row; where there is none, why. In a job's child."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from apps.datasets.deriving.formulas import Chosen, Written
from apps.datasets.deriving.gaps import DOMAIN, FINE, MISSING, ZERO, Why, finite, first
from apps.engines.builtin.linear.terms.expressions import LEAST, RUN
from apps.engines.builtin.linear.terms.tree import Arithmetic, Call, Column, Expression, Number

Floats = NDArray[np.float64]
Cells = tuple[Floats, Why]
OPERATIONS = {
    "+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide, "**": np.power,
}  # fmt: skip


def evaluate(written: Written, numbers: Mapping[str, Floats], rows: int) -> Cells:
    """(rows,) values, NaN where there is none, and (rows,) why. ``numbers`` by column, NaN where
    missing.
    """
    with np.errstate(all="ignore"):
        values, why = _Rows(written.choices, numbers, rows).of(written.tree)
    return np.where(why == FINE, values, np.nan), why


class _Rows:
    def __init__(
        self, choices: Mapping[str, Chosen], numbers: Mapping[str, Floats], rows: int
    ) -> None:
        self.choices, self.numbers, self.rows = choices, numbers, rows

    def of(self, part: Expression) -> Cells:
        if isinstance(part, Column):
            if part.name in self.choices:
                return self._choice(self.choices[part.name])
            values = self.numbers[part.name]
            return values, finite(values, MISSING)
        if isinstance(part, Number):
            return np.full(self.rows, part.value), np.zeros(self.rows, dtype=np.int8)
        if isinstance(part, Call):
            return self._call(part)
        if isinstance(part, Arithmetic):
            return self._arithmetic(part)
        raise TypeError(part.kind)  # earlier periods are a step of their own

    def _call(self, part: Call) -> Cells:
        inside, why = self.of(part.of)
        least, itself = LEAST.get(part.function, (-np.inf, True))
        bad = inside < least if itself else inside <= least
        return _finite(RUN[part.function](inside), first(why, np.where(bad, DOMAIN, FINE)))

    def _arithmetic(self, part: Arithmetic) -> Cells:
        left, one = self.of(part.left)
        right, other = self.of(part.right)
        why = first(one, other)
        if part.operator == "/":
            why = first(why, np.where(right == 0, ZERO, FINE))
        if part.operator == "**":
            why = first(why, np.where((left == 0) & (right < 0), ZERO, FINE))
        return _finite(OPERATIONS[part.operator](left, right), why)

    def _choice(self, chosen: Chosen) -> Cells:
        values, why = self.of(chosen.of[0])
        for each in chosen.of[1:]:
            other, reason = self.of(each)
            if chosen.function == "if_missing":
                values = np.where(why == FINE, values, other)
                why = np.where(why == FINE, FINE, reason).astype(np.int8)
                continue
            pick = np.fmin if chosen.function == "min" else np.fmax
            values, why = pick(values, other), first(why, reason)
        return values, why


def _finite(values: Floats, why: Why) -> Cells:
    return values, first(why, finite(values))
