"""Refinement of a least-squares solution: residuals in extended precision, the sum in two parts.

Source: Bjorck (1967), Iterative refinement of linear least squares solutions; Bjorck (1996),
Numerical Methods for Least Squares Problems, ch. 6.6 (corrected seminormal equations).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from apps.engines.builtin.linear.data import Block
from apps.engines.builtin.linear.factor import Floats, Frame, solve_upper, whiten

MOST_STEPS = 6


def refine(
    frame: Frame, r: Floats, beta: Floats, blocks: Callable[[], Iterable[Block]]
) -> tuple[Floats, Floats]:
    """``beta`` (p, m) corrected, as the sum of its nearest doubles and what they leave over.

    Ends when a correction is below the last bit, or no longer less than half of the one before:
    then the residuals say nothing more.
    """
    rest = np.zeros_like(beta)
    before = np.inf
    for _ in range(MOST_STEPS):
        step = _correction(frame, r, beta, rest, blocks())
        size = float(np.linalg.norm(step))
        if not size < before / 2:
            break
        beta, rest = _two_sum(beta, rest + step)
        before = size
    return beta, rest


def _two_sum(a: Floats, b: Floats) -> tuple[Floats, Floats]:
    """a + b exactly, as a double and a rest (Knuth 1969)."""
    total = a + b
    part = total - a
    return total, (a - (total - part)) + (b - part)


def _correction(
    frame: Frame, r: Floats, beta: Floats, rest: Floats, blocks: Iterable[Block]
) -> Floats:
    """(R'R)^-1 X'(y - X (beta + rest)), the residual as precise as the machine's long double."""
    k = len(beta) - int(frame.intercept)
    shift, scale = frame.shift.astype(np.longdouble), frame.scale.astype(np.longdouble)
    gathered = np.zeros(beta.shape, dtype=np.longdouble)
    whole = beta.astype(np.longdouble) + rest.astype(np.longdouble)
    for block in blocks:
        x = (block.x.astype(np.longdouble) - shift[:k]) / scale[:k]
        y = (block.y.astype(np.longdouble) - shift[k:]) / scale[k:]
        if frame.intercept:
            x = np.hstack([np.ones((len(x), 1), dtype=np.longdouble), x])
        residual = (y - _product(x, whole)) * block.w[:, None]
        gathered += _product(x.T, residual)
    return solve_upper(r, whiten(r, gathered.astype(np.float64).T).T)


def _product(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Matrix product without BLAS, which knows no extended precision."""
    return np.stack([(a * b[:, j]).sum(axis=1) for j in range(b.shape[1])], axis=1)
