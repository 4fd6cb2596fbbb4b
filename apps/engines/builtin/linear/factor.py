"""Orthogonal factorization of the centred, scaled columns, batch by batch.

Householder QR of a stack of triangular factors (TSQR; Demmel, Grigori, Hoemmen, Langou 2012),
never the normal equations: their condition number is the square. Scales are powers of two, so
that scaling costs no digit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import lapack, solve_triangular

from apps.engines.builtin.linear.data import Block, Scan, Spec

Floats = NDArray[np.float64]
TILE_ROWS = 4096  # a tile of this height stays in the processor's cache
EPS = float(np.finfo(np.float64).eps)


@dataclass
class Frame:
    """The basis of the fit: column j of x and y is (value - shift) / scale, after a column of
    ones where there is an intercept.
    """

    shift: Floats
    scale: Floats
    intercept: bool

    @classmethod
    def of(cls, scan: Scan, spec: Spec) -> Frame:
        shift = scan.mean.copy() if spec.intercept else np.zeros_like(scan.mean)
        reach = np.maximum(np.abs(scan.maximum - shift), np.abs(scan.minimum - shift))
        usable = np.where((reach > 0) & np.isfinite(reach), reach, 1.0)
        return cls(shift, np.exp2(np.round(np.log2(usable))), spec.intercept)

    def rows(self, block: Block) -> Floats:
        """Rows of the basis, unweighted: [1] x y, shape (n, p + m)."""
        values = np.hstack([block.x, block.y])
        values -= self.shift
        values /= self.scale
        return np.hstack([np.ones((len(values), 1)), values]) if self.intercept else values


def triangle(frame: Frame, blocks: Iterable[Block], width: int) -> Floats:
    """The R factor of all weighted rows [1 x y], shape (width, width), diagonal >= 0."""
    r = np.zeros((width, width))
    for block in blocks:
        rows = frame.rows(block) * np.sqrt(block.w)[:, None]
        for start in range(0, len(rows), TILE_ROWS):
            r = _fold(r, rows[start : start + TILE_ROWS])
    signs = np.where(np.diag(r) < 0, -1.0, 1.0)
    return r * signs[:, None]


def _fold(r: Floats, tile: Floats) -> Floats:
    stacked = np.asfortranarray(np.vstack([r, tile]))
    factored, _, _, info = lapack.dgeqrf(stacked, overwrite_a=1)
    if info:
        raise ArithmeticError(f"dgeqrf failed: {info}")
    return np.triu(factored[: len(r)])


@dataclass
class Rank:
    """``kept`` and ``redundant`` are columns of the basis (the intercept is 0 where there is one).

    ``combination[j]`` holds the weights of the kept columns that make up redundant column j.
    """

    kept: list[int]
    redundant: list[int]
    combination: dict[int, Floats]


def reveal_rank(rx: Floats, noise: Floats) -> Rank:
    """Pivoted QR of the triangle of x with its columns scaled to length one.

    ``noise`` (p,) is each column's rounding level: its length before centring over its length
    after. What falls below it cannot be told from zero. Pivoting takes columns in the order given
    as long as they are independent, so that it is the later copy that is named.
    """
    lengths = np.linalg.norm(rx, axis=0)
    unit = rx / np.where(lengths > 0, lengths, 1.0)
    tolerance = EPS * (32.0 + 8.0 * noise) * np.sqrt(len(rx))
    factored = lapack.dgeqp3(np.asfortranarray(unit))[0]
    level = float(tolerance.max(initial=0.0))
    if bool((np.abs(np.diag(factored)) > level).all()):
        return Rank(list(range(len(rx))), [], {})
    return _in_order(unit, lengths, level)


def _in_order(unit: Floats, lengths: Floats, level: float) -> Rank:
    """Split the columns by Gram-Schmidt in the order given (twice, which is enough)."""
    basis: list[Floats] = []
    rank = Rank([], [], {})
    for place in range(unit.shape[1]):
        column = unit[:, place].copy()
        for _ in range(2):
            for direction in basis:
                column -= (direction @ column) * direction
        length = float(np.linalg.norm(column))
        if length > level and lengths[place] > 0:
            basis.append(column / length)
            rank.kept.append(place)
        else:
            rank.redundant.append(place)
    kept = unit[:, rank.kept]
    for place in rank.redundant:
        weights = np.linalg.lstsq(kept, unit[:, place], rcond=None)[0] if rank.kept else np.empty(0)
        rank.combination[place] = weights * lengths[place] / lengths[rank.kept]
    return rank


def condition(rx: Floats) -> float:
    """Condition number of x with its columns scaled to length one."""
    lengths = np.linalg.norm(rx, axis=0)
    values = np.linalg.svd(rx / np.where(lengths > 0, lengths, 1.0), compute_uv=False)
    return float(values[0] / values[-1]) if values[-1] > 0 else float("inf")


def solve_upper(r: Floats, b: Floats) -> Floats:
    return np.asarray(solve_triangular(r, b, check_finite=False))


def whiten(r: Floats, rows: Floats) -> Floats:
    """Rows z of the basis as z R^-1: orthonormal over the weighted data."""
    if not len(rows):
        return rows
    return np.asarray(solve_triangular(r, rows.T, trans="T", check_finite=False)).T
