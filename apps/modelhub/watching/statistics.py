"""Two samples of cases, one from the tests of a model and one that it was asked about lately: are
they alike? Imported in a job's child only.

Every statistic is judged by the distribution that it has when the cases are exchanged between the
two samples at random (a permutation test, exact at any size), not by a fixed threshold: the
population stability index of two samples of one distribution is about (1/n + 1/m)·(k - 1) for k
classes (Yurdakul and Naranjo 2020, Statistical properties of the population stability index), so
that the usual 0.1 would be an alarm by itself in a small window. Exchanging goes on until it is
clear that nothing is there (Besag and Clifford 1991, Sequential Monte Carlo p-values). Over all
statistics of all models of a run the false discovery rate is held (Benjamini and Hochberg 1995).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.spatial.distance import cdist
from scipy.stats import false_discovery_control

BINS = 10
MOST_CLASSES = 30
LEAST_SHARE = 0.01  # of all cases, below which a class counts among the others
ENOUGH = 20  # exchanges as far apart as the samples, after which nothing is there to be found
BLOCK = 500  # exchanges at a time
FINE = 20  # exchanges for each one that the strictest test of a run may see


@dataclass(frozen=True)
class Tested:
    """``value`` of the statistic, the ``usual`` value that only a share ``level`` of exchanges
    exceeds, and the probability ``p`` of such a value if nothing has changed.
    """

    value: float
    usual: float
    p: float


def exchanges(tests: int, level: float) -> int:
    """How many exchanges let the strictest of so many tests at this level be met."""
    return int(min(max(FINE * tests / level, 1000), 40_000))


def classes(
    before: Sequence[str], now: Sequence[str], level: float, most: int, rng: np.random.Generator
) -> Tested:
    """PSI of named classes (Siddiqi 2006, Credit risk scorecards). Rare ones count together."""
    both = np.array([*before, *now], dtype=str)
    names, codes = np.unique(both, return_inverse=True)
    counts = np.bincount(codes, minlength=len(names))
    order = np.argsort(-counts, kind="stable")
    kept = [at for at in order[:MOST_CLASSES] if counts[at] >= LEAST_SHARE * len(codes)]
    place = np.full(len(names), len(kept))
    place[kept] = np.arange(len(kept))
    return _stability(place[codes], len(before), level, most, rng)


def numbers(
    before: np.ndarray, now: np.ndarray, level: float, most: int, rng: np.random.Generator
) -> Tested:
    """PSI of numbers (n,), (m,) in tenths of both samples together: with edges that do not depend
    on which sample a case is in, exchanging is exact.
    """
    both = np.concatenate([before, now])
    edges = np.unique(np.quantile(both, np.linspace(0, 1, BINS + 1)[1:-1]))
    return _stability(np.searchsorted(edges, both, side="left"), len(before), level, most, rng)


def _stability(
    codes: np.ndarray, first: int, level: float, most: int, rng: np.random.Generator
) -> Tested:
    _, codes = np.unique(codes, return_inverse=True)
    total = np.bincount(codes)
    now = np.bincount(codes[first:], minlength=len(total))

    def draw(count: int) -> np.ndarray:
        drawn = rng.multivariate_hypergeometric(total, len(codes) - first, size=count)
        return psi(total - drawn, drawn)

    return _tested(float(psi((total - now)[None], now[None])[0]), draw, level, most)


def psi(before: np.ndarray, now: np.ndarray) -> np.ndarray:
    """(b,) the index of b pairs of counts (b, k). Half a case is added to each class, so that an
    empty one is no infinity.
    """
    shares = []
    for counts in (before, now):
        more = counts + 0.5
        shares.append(more / more.sum(axis=1, keepdims=True))
    old, new = shares
    return np.asarray(((new - old) * np.log(new / old)).sum(axis=1))


def vectors(
    before: np.ndarray, now: np.ndarray, level: float, most: int, rng: np.random.Generator
) -> Tested:
    """Maximum mean discrepancy of embeddings (n, width), (m, width) with a Gaussian kernel as wide
    as the median distance (Gretton et al. 2012, A kernel two-sample test). Squared and biased:
    what exchanging does not change is left in.
    """
    both = np.concatenate([before, now]).astype(np.float64)
    squares = cdist(both, both, "sqeuclidean")
    width = float(np.median(squares[np.triu_indices(len(both), 1)]))
    kernel = np.exp(-squares / max(width, 1e-12))
    first, size = len(before), len(both)

    def discrepancy(weights: np.ndarray) -> np.ndarray:
        return np.asarray(np.einsum("bi,bi->b", weights @ kernel, weights))

    def draw(count: int) -> np.ndarray:
        weights = np.full((count, size), 1.0 / first)
        drawn = rng.random((count, size)).argpartition(size - first, axis=1)[:, : size - first]
        np.put_along_axis(weights, drawn, -1.0 / (size - first), axis=1)
        return discrepancy(weights)

    own = np.concatenate(
        [np.full(first, 1.0 / first), np.full(size - first, -1.0 / (size - first))]
    )
    return _tested(float(discrepancy(own[None])[0]), draw, level, most)


def _tested(value: float, draw: Callable[[int], np.ndarray], level: float, most: int) -> Tested:
    """By exchanging until ``ENOUGH`` are as far apart, ``most`` times at most."""
    seen: list[np.ndarray] = []
    reached = done = 0
    p = 1.0
    while done < most:
        drawn = draw(min(BLOCK, most - done))
        seen.append(drawn)
        far = np.flatnonzero(drawn >= value - 1e-12)
        if reached + len(far) >= ENOUGH:
            p = ENOUGH / (done + int(far[ENOUGH - reached - 1]) + 1)
            break
        reached, done = reached + len(far), done + len(drawn)
    else:
        p = (reached + 1) / (done + 1)
    usual = float(np.quantile(np.concatenate(seen), 1 - level))
    return Tested(value, usual, p)


def discoveries(p: Sequence[float]) -> list[float]:
    """(n,) adjusted p-values: those up to a level are discoveries of which at most that share is
    false. Statistics of the same cases depend on one another positively, which the method allows
    (Benjamini and Yekutieli 2001).
    """
    if not p:
        return []
    return [float(one) for one in false_discovery_control(np.clip(p, 0.0, 1.0), method="bh")]
