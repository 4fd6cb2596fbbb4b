"""Finding the right second text of each first one among all second texts of some rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from apps.engines.builtin.text_match.metrics import units

MOST_QUERIES = 5_000  # first texts that are looked for; the rows' order is as good as random
BLOCK = 512  # of them at once
Similar = Callable[[np.ndarray, np.ndarray], np.ndarray]  # rows of first, of second texts → (b, c)


@dataclass(frozen=True)
class Search:
    """For each of q first texts: the ``ranks`` (q,) from 1 of the best of its own second texts,
    how alike that one is (``right``), and how alike the best of the others is (``rival``, −∞ where
    there is none). ``found`` (q,) is the row of the second text that was nearest.
    """

    ranks: np.ndarray
    right: np.ndarray
    rival: np.ndarray
    found: np.ndarray


class Library:
    """The distinct texts of n pairs, numbered as ``texts`` (n, 2) does, all pairs matching.

    ``queries`` (q,) and ``candidates`` (c,) are rows where a first and a second text stand.
    """

    def __init__(self, texts: np.ndarray) -> None:
        self._first, self.queries = np.unique(texts[:, 0], return_index=True)
        self._second, self.candidates = np.unique(texts[:, 1], return_index=True)
        row = np.searchsorted(self._first, texts[:, 0])
        column = np.searchsorted(self._second, texts[:, 1])
        shape = (len(self._first), len(self._second))
        self._right = csr_array((np.ones(len(texts), dtype=bool), (row, column)), shape=shape)
        self.queries = self.queries[:MOST_QUERIES]

    def search(self, embeddings: np.ndarray) -> Search:
        """By the cosine of ``embeddings`` (n, 2 · hidden) of the pairs."""
        half = embeddings.shape[1] // 2
        first, second = units(embeddings[:, :half]), units(embeddings[:, half:])
        return self.by(lambda rows, others: first[rows] @ second[others].T)

    def by(self, similar: Similar) -> Search:
        """By any measure. Others that are as alike as the right one count as before it; a text is
        not looked for in itself.
        """
        parts = [
            self._block(similar, np.arange(start, min(start + BLOCK, len(self.queries))))
            for start in range(0, len(self.queries), BLOCK)
        ]
        ranks, right, rival, found = (np.concatenate(column) for column in zip(*parts, strict=True))
        return Search(ranks, right, rival, self.candidates[found])

    def _block(self, similar: Similar, at: np.ndarray) -> tuple[np.ndarray, ...]:
        alike = similar(self.queries[at], self.candidates).astype(np.float32)
        right = self._right[at].toarray()
        own = self._first[at][:, None] == self._second[None, :]
        alike[own & ~right] = -np.inf
        best = np.where(right, alike, -np.inf).max(axis=1)
        others = np.where(right, -np.inf, alike)
        ranks = 1 + (others >= best[:, None]).sum(axis=1)
        return ranks, best, others.max(axis=1), alike.argmax(axis=1)
