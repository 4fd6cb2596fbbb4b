"""What every kind of target tells of the test rows, and how they are told apart by language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from apps.engines.builtin.text.metrics import Interval
from apps.engines.builtin.text.rows import Rows

LEAST_SLICE = 10  # rows of a language or market, from which on it is told of


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """Figures of n test ``rows``. ``near`` (n,) says whether a row is nearly one of those that
    were learned from. ``gain`` is how much better the model is than the probe: None for a probe.
    """

    rows: Rows
    near: np.ndarray
    gain: Interval | None


def sliced(names: Sequence[str] | None) -> Iterator[tuple[str, np.ndarray]]:
    """Each language or market that has enough rows: its name and (n,) which rows are its own."""
    if names is None:
        return
    every = np.array(names)
    for name in sorted(set(names)):
        inside = every == name
        if inside.sum() >= LEAST_SLICE:
            yield name, inside
