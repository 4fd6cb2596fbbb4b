"""Weighted least squares with one or two sets of fixed effects taken out exactly.

Within a block (a period, where effects are by period) the smaller set is solved for in the Schur
complement of the larger one, whose own part is diagonal. So 200 origins and 200 destinations cost a
200 x 200 system for each period, however many rows there are, and nothing is iterated.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, sparse
from scipy.sparse import csgraph

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]


def dense(codes: Codes) -> tuple[Codes, int]:
    """The same groups numbered from 0 without gaps, and how many there are."""
    values, found = np.unique(codes, return_inverse=True)
    return np.asarray(found, dtype=np.int64), len(values)


@dataclass(frozen=True)
class Levels:
    """(n,) the level of each row in both sets, and the block that both lie in. A set with one
    level in each block is a mere intercept.
    """

    origin: Codes
    destination: Codes
    block: Codes

    def only(self, rows: Any) -> Levels:
        return Levels(self.origin[rows], self.destination[rows], self.block[rows])

    @property
    def counts(self) -> tuple[int, int]:
        return len(np.unique(self.origin)), len(np.unique(self.destination))


class _Block:
    """One block: rows, its levels of the larger set (``big``) and of the smaller (``small``)."""

    def __init__(self, rows: Codes, origin: Codes, destination: Codes) -> None:
        self.rows = rows
        o, origins = dense(origin[rows])
        d, destinations = dense(destination[rows])
        self.turned = origins < destinations
        self.big, self.small = (d, o) if self.turned else (o, d)
        self.shape = (max(origins, destinations), min(origins, destinations))
        self.cells = self.big * self.shape[1] + self.small
        self.parts, self.pinned = self._components()

    def _components(self) -> tuple[int, Codes]:
        """How many unconnected parts there are, and a level of the smaller set in each: its effect
        is 0, so that levels mean something.
        """
        big, small = self.shape
        edges = sparse.coo_matrix(
            (np.ones(len(self.big)), (self.big, self.small + big)), shape=(big + small,) * 2
        )
        parts, labels = csgraph.connected_components(edges, directed=False)
        _, first = np.unique(labels[big:], return_index=True)
        return int(parts), np.asarray(first, dtype=np.int64)

    def weigh(self, w: Floats) -> None:
        """Factorise for these weights of all rows."""
        big, small = self.shape
        own = w[self.rows]
        cross = np.bincount(self.cells, own, big * small).reshape(big, small)
        self.own = own
        self.total = cross.sum(axis=1)
        self.share = cross / self.total[:, None]
        schur = np.diag(cross.sum(axis=0)) - cross.T @ self.share
        schur[self.pinned, :] = 0.0
        schur[:, self.pinned] = 0.0
        schur[self.pinned, self.pinned] = 1.0
        self.factor = linalg.cho_factor(schur, check_finite=False)

    def solve(self, values: Floats) -> tuple[Floats, Floats]:
        """Effects (big, k) and (small, k) of the weighted regression of ``values`` (rows, k)."""
        big, small = self.shape
        weighted = values * self.own[:, None]
        at_big = np.empty((big, values.shape[1]))
        at_small = np.empty((small, values.shape[1]))
        for place in range(values.shape[1]):
            at_big[:, place] = np.bincount(self.big, weighted[:, place], big)
            at_small[:, place] = np.bincount(self.small, weighted[:, place], small)
        right = at_small - self.share.T @ at_big
        right[self.pinned] = 0.0
        b = np.asarray(linalg.cho_solve(self.factor, right, check_finite=False))
        a = at_big / self.total[:, None] - self.share @ b
        return a, b

    def leverage(self) -> Floats:
        """(rows,) z' (Z'WZ)^-1 z for the dummies z of each row, without its weight."""
        inverse = linalg.cho_solve(self.factor, np.eye(self.shape[1]), check_finite=False)
        inverse[self.pinned, :] = 0.0
        inverse[:, self.pinned] = 0.0
        spread = self.share @ inverse
        both = 1 / self.total + np.einsum("ij,ij->i", spread, self.share)
        found = both[self.big] - 2 * spread[self.big, self.small] + inverse.diagonal()[self.small]
        return np.asarray(found)


class Absorber:
    """The dummies of :class:`Levels` as an operator. Call :meth:`weigh` first."""

    def __init__(self, levels: Levels) -> None:
        self.levels = levels
        blocks, count = dense(levels.block)
        order = np.argsort(blocks, kind="stable")
        edges = np.searchsorted(blocks[order], np.arange(count + 1))
        self.blocks = [
            _Block(order[edges[i] : edges[i + 1]], levels.origin, levels.destination)
            for i in range(count)
        ]
        self.rank = sum(sum(block.shape) - block.parts for block in self.blocks)
        self.parts = sum(block.parts for block in self.blocks)

    def weigh(self, w: Floats) -> None:
        """Weights (n,), not negative; each level needs one above 0."""
        for block in self.blocks:
            block.weigh(w)

    def residual(self, values: Floats) -> Floats:
        """``values`` (n, k) less what the effects explain of them."""
        found = np.empty_like(values)
        for block in self.blocks:
            part = values[block.rows]
            for _ in range(2):  # once more takes away what rounding has left
                a, b = block.solve(part)
                part = part - a[block.big] - b[block.small]
            found[block.rows] = part
        return found

    def effects(self, values: Floats) -> tuple[dict[int, float], dict[int, float]]:
        """Level → effect for both sets, of ``values`` (n,)."""
        origin: dict[int, float] = {}
        destination: dict[int, float] = {}
        for block in self.blocks:
            a, b = block.solve(values[block.rows, None])
            o, d = (b, a) if block.turned else (a, b)
            places = (block.small, block.big) if block.turned else (block.big, block.small)
            for into, codes, place, effect in (
                (origin, self.levels.origin, places[0], o),
                (destination, self.levels.destination, places[1], d),
            ):
                keys = codes[block.rows].tolist()
                into.update(zip(keys, effect[place, 0].tolist(), strict=True))
        return origin, destination

    def leverage(self) -> Floats:
        """(n,) what the dummies alone give each row, without its weight."""
        found = np.empty(len(self.levels.origin))
        for block in self.blocks:
            found[block.rows] = block.leverage()
        return found
