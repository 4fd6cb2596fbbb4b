"""Figures of pairs and their intervals.

Every figure takes how often each row counts: ``weights`` (draws, n), whole numbers from 0. So a
thousand redrawn tables are worked out from one sorting. Rows that share texts are redrawn together
(Field and Welsh 2007, Bootstrapping clustered data). A figure that a draw has no rows for is NaN.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from scipy.stats import rankdata

from apps.engines.builtin.text.metrics import DRAWS, LEVEL, TOGETHER, Interval

AT = (1, 5, 10)  # ranks up to which a text counts as found
CELLS = 2_000_000  # of weights at once, for memory


def units(vectors: np.ndarray) -> np.ndarray:
    """(n, width) the same directions at length one; zeros stay zeros."""
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(length, 1e-12))


def cosines(embeddings: np.ndarray) -> np.ndarray:
    """(n,) cosine of the two halves of each row of embeddings (n, 2 · hidden), float64."""
    first, second = np.split(embeddings.astype(np.float64), 2, axis=1)
    return np.asarray((units(first) * units(second)).sum(axis=1))


class Judged(Protocol):
    """What can be judged row by row, or query by query: figures by key."""

    @property
    def keys(self) -> tuple[str, ...]: ...

    def __len__(self) -> int: ...

    def figures(self, weights: np.ndarray) -> np.ndarray:
        """(draws, keys) for weights (draws, n)."""
        ...


class Cuts:
    """Scores (n,) from the highest down, and the places between different ones."""

    def __init__(self, truth: np.ndarray, scores: np.ndarray) -> None:
        self.order = np.argsort(-scores, kind="stable")
        sure = scores[self.order]
        self.ends = np.flatnonzero(np.append(sure[1:] < sure[:-1], True))
        self.truth = (truth[self.order] > 0).astype(np.float64)

    def counts(self, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(draws, cuts) rows above each cut that match, and that do not."""
        drawn = weights[:, self.order]
        hits = np.cumsum(drawn * self.truth, axis=1)[:, self.ends]
        misses = np.cumsum(drawn * (1 - self.truth), axis=1)[:, self.ends]
        return hits, misses


def _auc(hits: np.ndarray, misses: np.ndarray) -> np.ndarray:
    """(draws,) area under the ROC curve: equal scores count half (Hanley and McNeil 1982)."""
    before = np.concatenate([np.zeros((len(hits), 1)), hits[:, :-1]], axis=1)
    steps = np.diff(misses, axis=1, prepend=0)
    return _by((steps * (before + hits) / 2).sum(axis=1), hits[:, -1] * misses[:, -1])


def _average_precision(hits: np.ndarray, misses: np.ndarray) -> np.ndarray:
    """(draws,) mean precision over the matches, as they are found from the highest score down."""
    precision = np.nan_to_num(_by(hits, hits + misses))
    return _by((np.diff(hits, axis=1, prepend=0) * precision).sum(axis=1), hits[:, -1])


def auc(truth: np.ndarray, scores: np.ndarray) -> float:
    """Probability that a match scores higher than what is none; NaN where there is one kind."""
    return float(_auc(*Cuts(truth, scores).counts(np.ones((1, len(truth)))))[0])


def average_precision(truth: np.ndarray, scores: np.ndarray) -> float:
    """Area under the steps of the precision-recall curve; NaN where nothing matches."""
    return float(_average_precision(*Cuts(truth, scores).counts(np.ones((1, len(truth)))))[0])


def spearman(true: np.ndarray, scores: np.ndarray) -> float:
    """Correlation of the ranks; 0 where one side is all the same."""
    one, other = rankdata(true), rankdata(scores)
    return float(np.nan_to_num(_pearson(one[None], other[None], np.ones((1, len(true)))))[0])


@dataclass(frozen=True)
class Separated:
    """Scores (n,) of what matches and what does not, and whether a match was ``said``."""

    truth: np.ndarray
    scores: np.ndarray
    said: np.ndarray
    keys: tuple[str, ...] = ("auc", "average_precision", "f1")
    cuts: Cuts = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "cuts", Cuts(self.truth, self.scores))

    def __len__(self) -> int:
        return len(self.scores)

    def figures(self, weights: np.ndarray) -> np.ndarray:
        hits, misses = self.cuts.counts(weights)
        both = weights @ (self.truth & self.said)
        f1 = _by(2 * both, weights @ self.truth.astype(float) + weights @ self.said.astype(float))
        return np.stack([_auc(hits, misses), _average_precision(hits, misses), f1], axis=1)


@dataclass(frozen=True)
class Correlated:
    """Scores (n,) beside ``true`` numbers: their order, and a straight line through them."""

    true: np.ndarray
    scores: np.ndarray
    keys: tuple[str, ...] = ("spearman", "pearson")

    def __len__(self) -> int:
        return len(self.scores)

    def figures(self, weights: np.ndarray) -> np.ndarray:
        ranks = _midranks(self.true, weights), _midranks(self.scores, weights)
        plain = self.true[None].astype(np.float64), self.scores[None].astype(np.float64)
        return np.stack([_pearson(*ranks, weights), _pearson(*plain, weights)], axis=1)


@dataclass(frozen=True)
class Found:
    """Ranks (q,) from 1 at which the right text was found."""

    ranks: np.ndarray
    keys: tuple[str, ...] = (*(f"recall_at_{at}" for at in AT), "mrr")

    def __len__(self) -> int:
        return len(self.ranks)

    def figures(self, weights: np.ndarray) -> np.ndarray:
        each = [self.ranks <= at for at in AT] + [1 / self.ranks]
        return _by(weights @ np.stack(each, axis=1), weights.sum(axis=1, keepdims=True))


def intervals(
    judged: Judged, other: Judged | None, clusters: np.ndarray, *, seed: int
) -> tuple[dict[str, Interval], dict[str, Interval]]:
    """Figures of ``judged``, and how much higher they are than those of the ``other``, on the same
    draws of ``clusters`` (n,) of rows.
    """
    mine, theirs = [], []
    for weights in draws(clusters, seed=seed):
        mine.append(judged.figures(weights))
        theirs.append(mine[-1] if other is None else other.figures(weights))
    whole = np.ones((1, len(clusters)))
    value = judged.figures(whole)[0]
    gap = value - (value if other is None else other.figures(whole)[0])
    drawn = np.concatenate(mine)
    gaps = drawn - np.concatenate(theirs)
    return (
        {key: _interval(value[at], drawn[:, at]) for at, key in enumerate(judged.keys)},
        {key: _interval(gap[at], gaps[:, at]) for at, key in enumerate(judged.keys)},
    )


def plain(judged: Judged, inside: np.ndarray | None = None) -> dict[str, float]:
    """Figures of all rows, or of those ``inside`` (n,) a mask; 0 where there is none."""
    weights = np.ones(len(judged)) if inside is None else inside.astype(np.float64)
    found = np.nan_to_num(judged.figures(weights[None]))[0]
    return {key: float(found[at]) for at, key in enumerate(judged.keys)}


def draws(clusters: np.ndarray, *, seed: int) -> Iterator[np.ndarray]:
    """How often each row was drawn, (draws, n) at a time, where whole ``clusters`` (n,) are drawn.

    The same for the same seed, so that two models are judged on the same draws.
    """
    generator = np.random.default_rng(seed)
    _, number = np.unique(clusters, return_inverse=True)
    count = int(number.max()) + 1
    at_once = int(np.clip(CELLS // len(clusters), 1, TOGETHER))
    for start in range(0, DRAWS, at_once):
        size = min(at_once, DRAWS - start)
        times = generator.multinomial(count, np.full(count, 1 / count), size=size)
        yield times[:, number].astype(np.float64)


def _midranks(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """(draws, n) ranks of values (n,), each as often as it counts; equal ones share the mean."""
    order = np.argsort(values, kind="stable")
    sure = values[order]
    ends = np.flatnonzero(np.append(sure[1:] > sure[:-1], True))
    after = np.cumsum(weights[:, order], axis=1)[:, ends]
    before = np.concatenate([np.zeros((len(after), 1)), after[:, :-1]], axis=1)
    group = np.empty(len(values), dtype=np.int64)
    group[order] = np.searchsorted(ends, np.arange(len(values)))
    return np.asarray(((before + after + 1) / 2)[:, group])


def _pearson(one: np.ndarray, other: np.ndarray, weights: np.ndarray) -> np.ndarray:
    total = weights.sum(axis=1, keepdims=True)
    first = one - _by((weights * one).sum(axis=1, keepdims=True), total)
    second = other - _by((weights * other).sum(axis=1, keepdims=True), total)
    size = np.sqrt((weights * first**2).sum(axis=1) * (weights * second**2).sum(axis=1))
    return _by((weights * first * second).sum(axis=1), np.where(size > 1e-12, size, 0))


def _by(top: np.ndarray, bottom: np.ndarray) -> np.ndarray:
    """``top`` by ``bottom``, NaN where there is nothing to divide by."""
    shape = np.broadcast_shapes(np.shape(top), np.shape(bottom))
    return np.divide(top, bottom, out=np.full(shape, np.nan), where=bottom > 0)


def _interval(value: float, drawn: np.ndarray) -> Interval:
    """The percentile interval over the draws that have a figure; 0 where there is none."""
    finite = drawn[np.isfinite(drawn)]
    if not len(finite) or not np.isfinite(value):
        return Interval(0.0, 0.0, 0.0)
    low, high = np.quantile(finite, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(float(value), float(low), float(high))
