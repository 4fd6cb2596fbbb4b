"""Refinement of a least-squares solution: residuals in double-double, the sum in two parts.

Source: Bjorck (1967), Iterative refinement of linear least squares solutions; Bjorck (1996),
Numerical Methods for Least Squares Problems, ch. 6.6 (corrected seminormal equations).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from apps.engines.builtin.linear.pairs import Pair, two_sum
from apps.engines.builtin.linear.scan import Block, Spec
from apps.engines.builtin.linear.whitened import Floats, Frame, solve_upper, whiten

MOST_STEPS = 8
ENOUGH = 1e-22  # of a correction: beyond what beta and its rest can hold in any use
TILE_ROWS = 1024  # all that is made of so many rows stays in the cache


@dataclass
class Basis:
    """The basis of a fit in double-double."""

    frame: Frame
    spec: Spec

    def rows(self, block: Block) -> Pair:
        """A difference is a pair exactly, and scales are powers of two; polynomials are made anew
        from the predictor.
        """
        frame = self.frame
        high, low = two_sum(block.values, -frame.shift)
        if block.curved is not None:
            terms, made = self.spec.pairs(block.curved)
            made = made + Pair.of(np.broadcast_to(-frame.shift[terms], made.high.shape))
            high[:, terms], low[:, terms] = made.high, made.low
        basis = Pair(high / frame.scale, low / frame.scale)
        if not frame.intercept:
            return basis
        ones, none = np.ones((len(block), 1)), np.zeros((len(block), 1))
        return Pair(np.hstack([ones, basis.high]), np.hstack([none, basis.low]))


def refine(
    frame: Frame,
    r: Floats,
    beta: Floats,
    blocks: Callable[[], Iterable[Block]],
    spec: Spec,
    most: int = MOST_STEPS,
) -> tuple[Floats, Floats, Floats]:
    """``beta`` (p, m) corrected, as the sum of its nearest doubles and what they leave over, and
    the sizes (p, m) of the last correction, which tell what is still in doubt.

    Ends when a correction is far below the last bit, or no longer less than half of the one
    before: then the residuals say nothing more.
    """
    rest, last = np.zeros_like(beta), np.full_like(beta, np.inf)
    before = np.inf
    for _ in range(most):
        step = _correction(Basis(frame, spec), r, beta, rest, blocks())
        size = float(np.linalg.norm(step))
        if not size < before / 2:
            break
        beta, rest = two_sum(beta, rest + step)
        before, last = size, np.abs(step)
        if size <= ENOUGH * float(np.linalg.norm(beta)):
            break
    return beta, rest, last


def _correction(
    basis: Basis, r: Floats, beta: Floats, rest: Floats, blocks: Iterable[Block]
) -> Floats:
    """(R'R)^-1 X'(y - X (beta + rest)), the residual and its products in double-double."""
    gathered = Pair.of(np.zeros(beta.shape))
    for block in blocks:
        for start in range(0, len(block), TILE_ROWS):
            part = block.take(slice(start, start + TILE_ROWS))
            gathered = gathered + _pulls(basis.rows(part), part, beta, rest)
    return solve_upper(r, whiten(r, gathered.high.T).T)


def _pulls(rows: Pair, block: Block, beta: Floats, rest: Floats) -> Pair:
    """(p, m): X'W(y - X beta)."""
    x, y = rows[:, : len(beta)], rows[:, len(beta) :]
    w = Pair.of(block.w[:, None])
    parts = [_pull(x, y[:, t], Pair(beta[:, t], rest[:, t]), w) for t in range(beta.shape[1])]
    high, low = (np.stack(part, axis=1) for part in zip(*parts, strict=True))
    return Pair(high, low)


def _pull(x: Pair, y: Pair, beta: Pair, w: Pair) -> tuple[Floats, Floats]:
    """(p,): X'W(y - X beta) of one target."""
    residual = y - (x * beta).sum(axis=1)
    pull = (x * (residual[:, None] * w)).sum(axis=0)
    return pull.high, pull.low
