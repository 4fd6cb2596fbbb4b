"""The gap statistic (Tibshirani, Walther and Hastie 2001), a second opinion on the number.

The reference is uniform in the box of the principal components (variant b of the paper).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from apps.engines.builtin.segments import kmeans

Array = NDArray[Any]
Floats = NDArray[np.float64]
REFERENCES = 20
STARTS = 2


@dataclass(frozen=True)
class Gap:
    """(K,) for 1 … K segments: the gap, and s_k = sd_k · √(1 + 1/B)."""

    gap: Floats
    error: Floats

    @property
    def best(self) -> int:
        """The smallest k with gap(k) ≥ gap(k + 1) − s(k + 1); the last where there is none."""
        for k in range(1, len(self.gap)):
            if self.gap[k - 1] >= self.gap[k] - self.error[k]:
                return k
        return len(self.gap)


def gap(
    x: Array, most: int, seed: int, *, references: int = REFERENCES,
    tick: Callable[[], None] = lambda: None,
) -> Gap:  # fmt: skip
    """Of rows (n, p), for 1 to ``most`` segments."""
    centred = np.asarray(x, dtype=np.float64) - x.mean(axis=0)
    axes = np.linalg.svd(centred, full_matrices=False)[2]
    turned = centred @ axes.T
    low, high = turned.min(axis=0), turned.max(axis=0)
    drawn = np.empty((references, most))
    for number in range(references):
        tick()
        rng = np.random.default_rng([seed, 11, number])
        drawn[number] = spreads(rng.uniform(low, high, turned.shape), most, seed)
    error = drawn.std(axis=0) * np.sqrt(1 + 1 / references)
    return Gap(drawn.mean(axis=0) - spreads(turned, most, seed), error)


def spreads(x: Array, most: int, seed: int) -> Floats:
    """(most,) the logarithm of the squares within 1 … ``most`` segments."""
    found = []
    for k in range(1, most + 1):
        centres, labels = kmeans.fit(x, k, seed, STARTS)
        found.append(float(((x - centres[labels]) ** 2).sum()))
    return np.log(np.maximum(found, 1e-300))
