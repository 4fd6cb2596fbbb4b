"""Batches of texts of about the same length, by a budget of tokens.

The order depends on the seed and the epoch alone, so that a run can be taken up in the middle of
an epoch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

POOL = 50  # batches that are sorted by length among themselves: random enough, little padding
MOST_ROWS = 2  # a batch of very short texts has at most so many times the ordinary rows


def ordinary_length(lengths: Sequence[int]) -> float:
    """The length whose batches have the rows that were asked for."""
    return float(np.mean(lengths)) if len(lengths) else 1.0


def epoch_batches(lengths: Sequence[int], *, rows: int, seed: int, epoch: int) -> list[np.ndarray]:
    """Positions of each batch of one epoch; every row is in exactly one.

    ``rows`` is for texts of ordinary length: the budget of a batch is ``rows`` times that many
    tokens, padding included.
    """
    count = len(lengths)
    measured = np.asarray(lengths)
    order = np.random.default_rng([seed % 2**63, epoch])
    shuffled = order.permutation(count)
    budget = rows * ordinary_length(lengths)
    batches: list[np.ndarray] = []
    for start in range(0, count, rows * POOL):
        pool = shuffled[start : start + rows * POOL]
        by_length = pool[np.argsort(measured[pool], kind="stable")]
        batches += _cut(by_length, measured, budget, rows * MOST_ROWS)
    return [batches[place] for place in order.permutation(len(batches))]


def sorted_batches(lengths: Sequence[int], *, rows: int) -> Iterator[np.ndarray]:
    """Batches for reading only: longest first, so that too little memory shows at once."""
    measured = np.asarray(lengths)
    order = np.argsort(-measured, kind="stable")
    budget = rows * ordinary_length(lengths)
    yield from _cut(order, measured, budget, rows * MOST_ROWS)


def _cut(order: np.ndarray, lengths: np.ndarray, budget: float, most: int) -> list[np.ndarray]:
    batches: list[np.ndarray] = []
    current: list[int] = []
    longest = 0
    for place in order.tolist():
        length = int(lengths[place])
        wider = max(longest, length)
        if current and (wider * (len(current) + 1) > budget or len(current) >= most):
            batches.append(np.array(current))
            current, wider = [], length
        current.append(place)
        longest = wider
    if current:
        batches.append(np.array(current))
    return batches
