"""How many segments there are, and whether there are any.

Rows are parted at random into halves A and B, several times. From the same halves come:

- prediction strength (Tibshirani and Walther 2005, Cluster validation by prediction strength):
  would the segments of A tell those of B? It chooses the number.
- a test of structure. K-means cuts any cloud, and cuts a long one at the same place each time, so
  strength alone proves nothing. In A the two neighbouring segments are sought, over all numbers of
  segments, between which the rows are thinnest; the rows of B that fall to the two are projected
  onto the line between the centres, and Hartigan's dip tests that they have a single peak. B has
  taken no part in choosing, so the test is honest; the uniform distribution is the worst case
  with one peak, so correlated, skewed and heavy-tailed clouds alarm less. Several splits are put
  together by twice the median of their p-values (Meinshausen, Meier and Bühlmann 2009). Measures
  on a grid (ratings, counts) are spread over its steps for the test: its gaps part nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from apps.engines.builtin.segments import dip, kmeans
from apps.engines.builtin.segments.agreement import strength

Array = NDArray[Any]
Floats = NDArray[np.float64]
SPLITS = 10
STARTS = 3
GOOD = 0.8  # of prediction strength, as Tibshirani and Walther recommend
EACH_SIDE = 3  # rows that a segment needs in a half to be tested
LEAST_TESTED = 8  # rows of B that a test can be made with


@dataclass(frozen=True)
class Choice:
    """``strength`` and ``error`` (its standard error over the splits) are for 1 … K segments;
    ``p`` is of the test that there is a single peak.
    """

    strength: Floats
    error: Floats
    p: float

    @property
    def best(self) -> int:
        """The largest number that is strong enough; 1 where none is."""
        return int(np.flatnonzero(self.strength >= GOOD).max()) + 1

    @property
    def strongest(self) -> int:
        """The strongest number of two or more."""
        return int(np.argmax(self.strength[1:])) + 2 if len(self.strength) > 1 else 1


def choose(
    x: Array, most: int, seed: int, *, splits: int = SPLITS, tick: Callable[[], None] = lambda: None
) -> Choice:
    """From rows (n, p) in an order that does not matter, for 1 to ``most`` segments."""
    found: Floats = np.ones((splits, most))
    tests, spread = [], loosened(x, seed)
    for number in range(splits):
        tick()
        order = np.random.default_rng([seed, number]).permutation(len(x))
        upper, lower = order[: len(x) // 2], order[len(x) // 2 :]
        first, second = x[upper], x[lower]
        one, other = fits(first, most, seed), fits(second, most, seed)
        for k in range(2, most + 1):
            found[number, k - 1] = (
                strength(other[k - 2][1], kmeans.nearest(second, one[k - 2][0]), k)
                + strength(one[k - 2][1], kmeans.nearest(first, other[k - 2][0]), k)
            ) / 2
        tests += [parted(spread[upper], spread[lower], one),
                  parted(spread[lower], spread[upper], other)]  # fmt: skip
    error = found.std(axis=0, ddof=1) / np.sqrt(splits) if splits > 1 else np.zeros(most)
    p = min(1.0, 2 * float(np.median(tests))) if most > 1 else 1.0
    return Choice(found.mean(axis=0), error, p)


def loosened(x: Array, seed: int) -> Floats:
    """Rows (n, p) with measures on a grid (ratings, counts, yes or no) spread evenly around each
    value, by half the way to the nearer of its neighbours: a grid has a gap at every step, and
    these say nothing of segments.
    """
    found = np.array(x, dtype=np.float64)
    rng = np.random.default_rng([seed, 17])
    for column in found.T:
        values, place = np.unique(np.round(column, 9), return_inverse=True)
        if 1 < len(values) <= len(column) / 2:
            gaps = np.diff(values)
            nearer = np.minimum(np.append(gaps[0], gaps), np.append(gaps, gaps[-1]))
            column += (rng.random(len(column)) - 0.5) * nearer[place]
    return found


def fits(x: Array, most: int, seed: int) -> list[tuple[Array, NDArray[np.int64]]]:
    """K-means with 2 to ``most`` segments."""
    return [kmeans.fit(x, k, seed, STARTS) for k in range(2, most + 1)]


def parted(chosen: Array, tested: Array, found: list[tuple[Array, NDArray[np.int64]]]) -> float:
    """The p-value of ``tested`` for the pair of segments of ``chosen`` that looks best parted."""
    best: tuple[float, Array, int, int] | None = None
    for centres, labels in found:
        for i, j in neighbours(centres):
            sizes = [int((labels == side).sum()) for side in (i, j)]
            if min(sizes) < EACH_SIDE:
                continue
            depth = dip.dip(along(chosen, labels, centres, i, j)) * np.sqrt(sum(sizes))
            if best is None or depth > best[0]:
                best = (float(depth), centres, i, j)
    if best is None:
        return 1.0
    _, centres, i, j = best
    line = along(tested, kmeans.nearest(tested, centres), centres, i, j)
    return dip.p_value(line) if len(line) >= LEAST_TESTED else 1.0


def along(x: Array, labels: NDArray[np.int64], centres: Array, i: int, j: int) -> Floats:
    """Rows of two segments on the line between their centres, 0 and 1 at the centres."""
    both = x[(labels == i) | (labels == j)]
    way = centres[j] - centres[i]
    return np.asarray((both - centres[i]) @ way / max(float(way @ way), 1e-300))


def neighbours(centres: Array) -> list[tuple[int, int]]:
    """Each segment with its nearest, as pairs of places."""
    if len(centres) < 2:
        return []
    apart = ((centres[:, None] - centres[None]) ** 2).sum(axis=2)
    np.fill_diagonal(apart, np.inf)
    return sorted({(min(i, j), max(i, j)) for i, j in enumerate(apart.argmin(axis=1).tolist())})
