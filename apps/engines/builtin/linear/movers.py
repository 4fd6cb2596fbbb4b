"""DFBETAS: by how many of its standard errors a coefficient moves when one row is left out.

Belsley, Kuh and Welsch (1980), Regression Diagnostics, 2.1. A row's largest is at most its DFFITS,
so that in a long table hardly any row has to be looked at more closely.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from apps.engines.builtin.linear.fit import Fit
from apps.engines.builtin.linear.scan import Block, Floats
from apps.engines.builtin.linear.whitened import solve_upper

TOP = 10
SPARE = 30  # kept until the residual variance is known to the last digit
FULL = 1.0 - 1e-10  # leverage of a row that fixes a coefficient alone
ALL = 1e-14  # share of the residual sum of squares that a row must leave over

Moved = list[tuple[int, int, float]]  # (row from 0, unknown, DFBETAS)


class Movers:
    """The rows and coefficients with the largest DFBETAS, of each target."""

    def __init__(self, fit: Fit) -> None:
        self.fit = fit
        spread = fit.to_user() @ solve_upper(fit.r, np.eye(fit.unknowns))
        lengths = np.linalg.norm(spread, axis=1, keepdims=True)
        self.directions = spread / np.where(lengths > 0, lengths, 1.0)
        self.rss = fit.left_over**2
        # columns: row, unknown, DFBETAS times s without the row, what the row takes out of the rss
        self.kept = [np.empty((0, 4)) for _ in range(fit.beta.shape[1])]
        self.wanted = fit.df > 1

    def add(self, block: Block, u: Floats, residuals: Floats, leverage: Floats) -> None:
        """``u`` (n, p) and ``residuals`` (n, m) of the scaled basis."""
        if not self.wanted or not len(block):
            return
        rows = np.flatnonzero(leverage < FULL)
        left = 1.0 - leverage
        weighted = not block.plain and self.fit.spec.weight_kind != "frequency"
        w = block.w if weighted else 1.0
        for target, kept in enumerate(self.kept):
            with np.errstate(divide="ignore", invalid="ignore"):
                out = w * residuals[:, target] ** 2 / left
                bound = np.sqrt(leverage * out / left) / self._s(target, out)
            least = abs(self._size(target, kept)[-1]) if len(kept) == SPARE else 0.0
            near = rows[bound[rows] > least]
            if len(near):
                self._look(target, block.positions, u, residuals, left, out, near, w)

    def _look(
        self, target: int, positions: NDArray[np.int64], u: Floats, residuals: Floats,
        left: Floats, out: Floats, near: NDArray[np.int64], w: Floats | float,
    ) -> None:  # fmt: skip
        pull = (w if isinstance(w, float) else w[near]) * residuals[near, target] / left[near]
        moved = (u[near] @ self.directions.T) * pull[:, None]
        sizes = np.abs(moved) / self._s(target, out[near])[:, None]
        best = np.argsort(-sizes.ravel(), kind="stable")[:SPARE]
        row, unknown = np.divmod(best, moved.shape[1])
        new = np.column_stack([positions[near[row]], unknown, moved[row, unknown], out[near[row]]])
        merged = np.vstack([self.kept[target], new])
        order = np.argsort(-np.abs(self._size(target, merged)), kind="stable")[:SPARE]
        self.kept[target] = merged[order]

    def _s(self, target: int, out: Floats) -> Floats:
        """The residual SD without each row; next to none where that row is all there is of it."""
        rss = max(float(self.rss[target]), 1e-300)
        rest = np.maximum(rss - out, ALL * rss)
        return np.asarray(np.sqrt(rest / (self.fit.df - 1.0)))

    def _size(self, target: int, kept: Floats) -> Floats:
        return np.asarray(kept[:, 2] / self._s(target, kept[:, 3]))

    def top(self, rss: Floats) -> list[Moved]:
        """With the residual sums of squares ``rss`` (m,) of the scaled basis."""
        self.rss = rss
        found: list[Moved] = []
        for target, kept in enumerate(self.kept):
            known = kept[kept[:, 3] < (1.0 - ALL) * rss[target]]
            sizes = self._size(target, known)
            order = np.argsort(-np.abs(sizes), kind="stable")[:TOP]
            found.append([(int(known[i, 0]), int(known[i, 1]), float(sizes[i])) for i in order])
        return found
