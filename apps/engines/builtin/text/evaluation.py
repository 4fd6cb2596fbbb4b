"""What every kind of target tells of the test rows, and how they are told apart by language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from apps.engines.builtin.text.metrics import Interval
from apps.engines.builtin.text.rows import Rows

MOST_SLICES = 50  # values of a column that are told of
LEAST_SLICE = 10  # rows of a language or market, from which on it is told of


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """Figures of n test ``rows``. ``near`` (n,) says whether a row is nearly one of those that
    were learned from. ``gain`` is how much better the model is than the probe: None for a probe.
    """

    rows: Rows
    near: np.ndarray
    gain: Interval | None


def sliced(rows: Rows) -> Iterator[tuple[str, np.ndarray]]:
    """Each language or market, and each value of the columns that figures are also told by, that
    has enough rows: its name and (n,) which rows are its own. Of a column with very many values,
    the most frequent.
    """
    if rows.languages is not None:
        yield from _values(rows.languages, "")
    for column, values in rows.slices.items():
        yield from _values(values, f"{column}: ")


def _values(values: Sequence[str], before: str) -> Iterator[tuple[str, np.ndarray]]:
    every = np.array(values)
    often = [(name, count) for name, count in Counter(values).items() if count >= LEAST_SLICE]
    often.sort(key=lambda pair: (-pair[1], pair[0]))
    for name, _ in sorted(often[:MOST_SLICES]):
        if name:
            yield before + name, every == name
