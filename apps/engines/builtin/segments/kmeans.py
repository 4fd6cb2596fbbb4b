"""K-means with many starts on a sample, finished on all rows.

Lloyd (1982); the starts are k-means++ (Arthur and Vassilvitskii 2007), by scikit-learn. One start
alone often ends in a wrong optimum; ten on a sample cost less than two on a large table.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import KMeans
from sklearn.exceptions import ConvergenceWarning

Array = NDArray[Any]
Labels = NDArray[np.int64]
STARTS = 10
PASSES = 5  # of Lloyd's algorithm over all rows


class Blocks(Protocol):
    """Rows that are gone through block by block, in the same order each time."""

    def blocks(self) -> Iterable[Array]:
        """Arrays (n, p)."""
        ...


def fit(x: Array, k: int, seed: int, starts: int = STARTS) -> tuple[Array, Labels]:
    """Centres (k, p) and labels (n,) of the best of several starts.

    Empty clusters do not come back: with fewer than ``k`` different rows there are fewer centres.
    """
    if k == 1:
        return x.mean(axis=0, keepdims=True), np.zeros(len(x), dtype=np.int64)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # fewer different rows than centres
        model = KMeans(k, n_init=starts, random_state=seed).fit(x)
    taken = np.unique(model.labels_)
    if len(taken) < k:
        return model.cluster_centers_[taken], np.searchsorted(taken, model.labels_)
    return model.cluster_centers_, model.labels_.astype(np.int64)


def nearest(x: Array, centres: Array) -> Labels:
    """(n,) the nearest centre of each row; the first where two are as near."""
    return scored(x, centres)[0]


def scored(x: Array, centres: Array) -> tuple[Labels, Array]:
    """The nearest centre and the squared distance to it less the row's own square, (n,) each."""
    c = centres.astype(x.dtype)
    scores = c @ (-2 * x.T)
    scores += np.einsum("kp,kp->k", c, c)[:, None]
    best, labels = scores[0].copy(), np.zeros(len(x), dtype=np.int64)
    for place in range(1, len(c)):
        better = scores[place] < best
        labels[better] = place
        np.minimum(best, scores[place], out=best)
    return labels, best


def polish(rows: Blocks, centres: Array, passes: int = PASSES) -> Array:
    """Centres (k, p) after up to ``passes`` of Lloyd's algorithm over all rows."""
    current = centres.astype(np.float64)
    for _ in range(passes):
        sums, counts = np.zeros_like(current), np.zeros(len(current))
        for block in rows.blocks():
            labels = nearest(block, current)
            member = (labels == np.arange(len(current))[:, None]).astype(block.dtype)
            sums += member @ block
            counts += np.bincount(labels, minlength=len(current))
        moved = np.where(counts[:, None] > 0, sums / np.maximum(counts, 1)[:, None], current)
        still = bool(np.abs(moved - current).max() <= 1e-12)
        current = moved
        if still:
            break
    return current
