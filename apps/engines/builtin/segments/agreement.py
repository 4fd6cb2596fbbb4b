"""How far two ways of parting the same rows agree."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Labels = NDArray[np.int64]
Floats = NDArray[np.float64]


def crossed(first: Labels, second: Labels) -> Floats:
    """(a, b) how many rows have label i of the first and j of the second."""
    a, b = int(first.max(initial=0)) + 1, int(second.max(initial=0)) + 1
    counts: Any = np.bincount(first * b + second, minlength=a * b)
    return np.asarray(counts.reshape(a, b), dtype=np.float64)


def adjusted_rand(first: Labels, second: Labels) -> float:
    """The adjusted Rand index (Hubert and Arabie 1985): 1 the same, 0 as by chance."""
    from sklearn.metrics import adjusted_rand_score

    return float(adjusted_rand_score(first, second))


def jaccards(first: Labels, second: Labels) -> Floats:
    """(a,) for each group of the first the largest Jaccard similarity to a group of the second:
    rows in both over rows in either. NaN for a group without rows.
    """
    both = crossed(first, second)
    either = both.sum(axis=1, keepdims=True) + both.sum(axis=0, keepdims=True) - both
    best = (both / np.maximum(either, 1)).max(axis=1)
    return np.where(both.sum(axis=1) > 0, best, np.nan)


def strength(own: Labels, foreign: Labels, k: int) -> float:
    """Prediction strength (Tibshirani and Walther 2005): of the pairs of rows in each group of
    ``own``, the share that ``foreign`` keeps together; the lowest of the groups. A group of one
    row has no pairs, and counts as not found again.
    """
    both = crossed(own, foreign)
    size = both.sum(axis=1)
    if len(size) < k or size.min() < 2:
        return 0.0
    kept = (both * (both - 1)).sum(axis=1) / (size * (size - 1))
    return float(kept.min())
