"""Numbers as targets: read from cells, put on a common scale, shared out evenly."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from apps.core.messages import clipped, msg
from apps.engines.builtin.text import splits
from apps.engines.builtin.text.rows import Rows
from apps.engines.contract import Refusal

FIELD = "data.target"
STRATUM_ROWS = 10  # rows of about the same number that are shared out together, at least
MOST_STRATA = 10


@dataclass(frozen=True)
class Scale:
    """``mean`` and standard deviation ``spread`` of the numbers to learn from, in the user's
    ``unit``, and the ``low``est and ``high``est of them.
    """

    mean: float
    spread: float
    low: float
    high: float
    unit: str

    def forth(self, numbers: np.ndarray) -> np.ndarray:
        """Standard scores of numbers."""
        return (numbers - self.mean) / self.spread

    def back(self, scores: np.ndarray) -> np.ndarray:
        """Numbers of standard scores, float64."""
        return np.asarray(self.mean + self.spread * scores.astype(np.float64))

    def rounded(self, number: float) -> float:
        """To a hundredth of the spread: more digits of an estimate say nothing."""
        return round(number, 2 - math.floor(math.log10(self.spread)))


def one_number(value: Any, row: int) -> str:
    """A cell that holds a number, as Python writes it; '' where it holds none."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise Refusal(
            msg("Row {row}: '{value}' is not a number.", row=row, value=clipped(str(value))),
            fix=msg("Choose a column of numbers; the text classifier learns classes."),
            field=FIELD,
        )
    try:
        found = float(value)
    except OverflowError:
        found = math.inf
    if math.isinf(found):
        raise Refusal(
            msg("Row {row}: the number is infinite.", row=row),
            fix=msg("Correct the cell, or leave it empty."),
            field=FIELD,
        )
    return "" if math.isnan(found) else repr(found + 0.0)  # -0 is 0


def values(rows: Rows) -> np.ndarray:
    """(n,) the numbers of rows, float64."""
    return np.array([float(label) for label in rows.labels], dtype=np.float64)


def scale(numbers: np.ndarray, unit: str) -> Scale:
    """The scale of the numbers (n,) to learn from. Raises ``Refusal`` where none can be made."""
    with np.errstate(over="ignore", invalid="ignore", under="ignore"):
        mean, spread = float(numbers.mean()), float(numbers.std())
    if not (math.isfinite(mean) and math.isfinite(spread) and spread > 0):
        raise Refusal(
            msg("The numbers are too large or too close together to compute with."),
            fix=msg("Put them in another unit, e.g. millions."),
            field=FIELD,
        )
    return Scale(mean, spread, float(numbers.min()), float(numbers.max()), unit)


def mean_of(labels: list[str]) -> tuple[str, list[int]]:
    """What stands for rows with the same text: the mean of their numbers."""
    numbers = [float(label) for label in labels]
    mean = numbers[0] if len(set(numbers)) == 1 else math.fsum(n / len(numbers) for n in numbers)
    return repr(mean), list(range(len(labels)))


def by_quantile(rows: Rows, validation: float, test: float, seed: int) -> np.ndarray:
    """(n,) parts with about the same distribution of numbers: rows are shared out by quantile."""
    stratum = strata(values(rows)).tolist()
    return splits.by_stratum(rows, stratum, validation, test, seed)


def strata(numbers: np.ndarray) -> np.ndarray:
    """(n,) the quantile, from 0, in which each of the numbers (n,) lies."""
    count = max(1, min(MOST_STRATA, len(numbers) // STRATUM_ROWS))
    edges = np.quantile(numbers, np.arange(1, count) / count)
    return np.asarray(np.searchsorted(edges, numbers, side="right"))
