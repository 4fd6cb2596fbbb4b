"""How far segments come back: from bootstrap samples, and without one of the measures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from apps.engines.builtin.segments import kmeans
from apps.engines.builtin.segments.agreement import adjusted_rand, jaccards

Array = NDArray[Any]
Floats = NDArray[np.float64]
DRAWS = 50
STARTS = 3
DISSOLVED, STABLE = 0.6, 0.75  # Hennig (2007): no trust below, a stable segment from here on


@dataclass(frozen=True)
class Without:
    """What leaving out one measure does: the adjusted Rand index of the two ways of parting, and
    (k,) how similar the most similar segment is to each.
    """

    measure: int
    agreement: float
    similar: Floats


def bootstrap(
    x: Array, centres: Array, seed: int, *, draws: int = DRAWS,
    tick: Callable[[], None] = lambda: None,
) -> Floats:  # fmt: skip
    """(k,) the mean Jaccard similarity of each segment to the most similar one of a bootstrap
    sample (Hennig 2007), over the rows drawn, each counted once.
    """
    k, labels = len(centres), kmeans.nearest(x, centres)
    found = np.full((draws, k), np.nan)
    for number in range(draws):
        tick()
        drawn = np.random.default_rng([seed, 13, number]).integers(0, len(x), len(x))
        again = kmeans.fit(x[drawn], k, seed, STARTS)[0]
        once = np.unique(drawn)
        similar = jaccards(labels[once], kmeans.nearest(x[once], again))
        found[number, : len(similar)] = similar
    there = (~np.isnan(found)).sum(axis=0)
    return np.where(there > 0, np.nansum(found, axis=0) / np.maximum(there, 1), np.nan)


def without_each(
    x: Array, centres: Array, seed: int, tick: Callable[[], None] = lambda: None
) -> list[Without]:
    """The same number of segments from all measures but one, for each."""
    k, p = centres.shape
    labels = kmeans.nearest(x, centres)
    found = []
    for measure in range(p) if p > 1 else ():
        tick()
        again = kmeans.fit(np.delete(x, measure, axis=1), k, seed, kmeans.STARTS)[1]
        similar = np.full(k, np.nan)
        told = jaccards(labels, again)
        similar[: len(told)] = told
        found.append(Without(measure, adjusted_rand(labels, again), similar))
    return found
