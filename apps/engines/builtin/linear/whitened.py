"""The triangle of a table in one pass: Gram matrices of rows made nearly orthonormal first.

A first sample of rows, taken evenly from the first batch, gives a triangle W. Every further row
enters as z = [1 x y] W^-1. The columns of Z are nearly orthonormal, so that its Gram matrix loses
nothing, as that of the raw columns would: then R = chol(Z'Z) W. The condition of Z is watched after
each batch. Where the predictors of the sample are far from alike already, only the targets are made
so, by what the sample tells of them, which saves solving with W. Where rows to come are unlike
those before (sorted tables), W is taken anew from what is known, and a batch for which even that
would cost digits is factorized by Householder instead.
What is gathered can be added to what another part of the table has given.

Sources: Demmel, Grigori, Hoemmen, Langou (2012), Communication-optimal parallel and sequential QR;
Yamamoto, Nakatsukasa, Yanagisawa, Fukaya (2015), Roundoff error analysis of the CholeskyQR2
algorithm. Scales are powers of two, so that scaling costs no digit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import blas, lapack, solve_triangular

from apps.engines.builtin.linear.pairs import Pair, two_sum
from apps.engines.builtin.linear.scan import Block, Scan, Spec

Floats = NDArray[np.float64]
TILE_ROWS = 4096  # a tile of this height stays in the processor's cache
EASY, HARD = 2.0, 8.0  # of the condition of Z: take W anew, factorize instead
APART, DRIFTED = 4.0, 6.0  # predictors need no W up to here, and as rows come in up to there
TINY = 2.0**-1000  # numbers as small as that are refused once all are seen
SOLVINGS = 4  # each adds some ten digits of the thirty that a pair has
HALVES = ("high", "low")
SMALLEST = 1e-12  # a pivot of W at least, relative to its column


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
        """About the means of all rows."""
        shift = scan.mean.copy() if spec.intercept else np.zeros_like(scan.mean)
        return cls._reaching(shift, scan.minimum, scan.maximum, spec.intercept)

    @classmethod
    def around(cls, values: Floats, intercept: bool) -> Frame:
        """About the means of these rows (n, p + m)."""
        shift = values.mean(axis=0) if intercept else np.zeros(values.shape[1])
        return cls._reaching(shift, values.min(axis=0), values.max(axis=0), intercept)

    @classmethod
    def shifted(cls, values: Floats, intercept: bool) -> Frame:
        """About the means of these rows (n, p + m), in their own units."""
        shift = values.mean(axis=0) if intercept else np.zeros(values.shape[1])
        return cls(shift, np.ones(values.shape[1]), intercept)

    @classmethod
    def _reaching(cls, shift: Floats, low: Floats, high: Floats, intercept: bool) -> Frame:
        reach = np.maximum(np.abs(high - shift), np.abs(low - shift))
        usable = np.where((reach > 0) & np.isfinite(reach), reach, 1.0)
        return cls(shift, np.exp2(np.round(np.log2(usable))), intercept)

    def rows(self, block: Block, part: slice = slice(None)) -> Floats:
        """Rows of the basis, unweighted: [1] x y, shape (n, p + m), in column order; of all rows
        of the block, or of ``part``.
        """
        first = int(self.intercept)
        count = len(range(*part.indices(len(block))))
        rows = np.empty((count, len(self.shift) + first), order="F")
        inside = rows[:, first:]
        block.less(self.shift, part, out=inside)
        if (self.scale != 1.0).any():
            inside *= 1.0 / np.maximum(self.scale, TINY)
        rows[:, :first] = 1.0
        return rows

    def seen_from(self, other: Frame, r: Floats) -> Floats:
        """``r``, the triangle of rows of ``other``, as that of the same rows of this frame."""
        first = int(self.intercept)
        change = np.eye(len(r))
        change[first:, first:] = np.diag(other.scale / self.scale)
        if first:
            change[0, 1:] = (other.shift - self.shift) / self.scale
        return np.triu(r @ change)

    def moved(self, other: Frame, beta: Pair) -> Pair:
        """``beta`` (p, m), coefficients of ``other``, as those of this frame."""
        first, k = int(self.intercept), len(beta.high) - int(self.intercept)
        ratio = self.scale / other.scale
        slopes = beta[first:] * Pair.of(np.broadcast_to(ratio[:k, None], beta[first:].high.shape))
        parts = [slopes]
        if first:
            apart = Pair(*two_sum(self.shift, -other.shift))
            apart = Pair(apart.high / other.scale, apart.low / other.scale)
            through = (beta[first:] * apart[:k, None]).sum(axis=0)
            parts.insert(0, (beta[0] + through - apart[k:])[None, :])
        joined = Pair(*(np.vstack([getattr(one, half) for one in parts]) for half in HALVES))
        return joined * Pair.of(np.broadcast_to(1.0 / ratio[k:], joined.high.shape))


class Triangle:
    """Gathers the R factor of all weighted rows [1 x y] of a table. ``spread`` is the largest
    condition of Z so far: 1 is best, and ``HARD`` at most.
    """

    def __init__(self, width: int, intercept: bool) -> None:
        self.intercept = intercept
        self.frame: Frame | None = None
        self.rows = 0
        self.spread = 1.0
        self._r: Floats | None = np.zeros((width, width))  # of all rows; None: it is in the Gram
        self._white: Floats | None = None
        self._along: Floats | None = None  # W where it is this beside and above ones alone
        self._gram = np.zeros((width, width), order="F")
        self._columns = width  # of predictors, the intercept among them

    def add(self, block: Block) -> None:
        """Take further rows in."""
        if not len(block):
            return
        if self.frame is None:
            self.frame = Frame.shifted(block.values, self.intercept)
        self._columns = block.k + int(self.intercept)
        if self._white is None and self.rows + len(block) <= TILE_ROWS:
            self._r = self._folded(self.frame, block)
        else:
            if self._white is None:
                self._renew(self._triangle(), self._sampled(self.frame, block))
            self._gather(self.frame, block)
        self.rows += len(block)

    def absorb(self, frame: Frame, r: Floats, rows: int, spread: float) -> None:
        """Take in the rows of another triangle ``r`` that was gathered in ``frame``."""
        if self.frame is None:
            self.frame = frame
        joined = _fold(self._triangle(), self.frame.seen_from(frame, r))
        self.rows += rows
        self.spread = max(self.spread, spread)
        self._renew(joined)

    def triangle(self, frame: Frame) -> Floats:
        """The R factor of the rows of ``frame``, shape (width, width), diagonal >= 0."""
        r = self._triangle()
        if self.frame is not None:
            r = frame.seen_from(self.frame, r)
        return r * np.where(np.diag(r) < 0, -1.0, 1.0)[:, None]

    def solution(self, frame: Frame) -> Pair | None:
        """(p, m) coefficients of ``frame`` with digits that its triangle has not: what W says is
        taken as it is, so that rounding touches only the little that all rows add to it. Of use
        for an intercept, which is left when numbers a thousand times its size cancel. None where
        there is no Gram matrix: few rows, or a last batch that was factorized or absorbed.
        """
        if self._r is not None or self._white is None or self.frame is None:
            return None
        p = self._columns
        inner, upper = self._white[:p, :p], self._upper()
        more = solve_upper(upper[:p, :p], upper[:p, p:]) @ self._white[p:, p:]
        wanted = Pair(*two_sum(self._white[:p, p:], more))
        beta = Pair.of(np.zeros_like(more))
        for _ in range(SOLVINGS):
            left = wanted - _product(inner, beta)
            beta = beta + Pair.of(solve_upper(inner, left.high))
        moved = frame.moved(self.frame, beta)
        return moved if np.isfinite(moved.high + moved.low).all() else None

    def _triangle(self) -> Floats:
        if self._r is not None:
            return self._r
        assert self._white is not None  # noqa: S101 - for the type checker: there is a Gram
        return np.triu(self._upper() @ self._white)

    def _upper(self) -> Floats:
        """The triangle of Z."""
        scaled, lengths = _unit(self._gram)
        return np.asarray(np.linalg.cholesky(scaled).T * lengths)

    def _sampled(self, frame: Frame, block: Block) -> Floats:
        """The triangle of the rows so far and of a sample of the block."""
        step = -(-len(block) // TILE_ROWS)
        return self._folded(frame, block.take(slice(None, None, step)))

    def _folded(self, frame: Frame, block: Block) -> Floats:
        """The triangle of the rows so far and of the block, by Householder."""
        r = self._triangle()
        for tile in _tiles(frame, block):
            r = _fold(r, tile)
        return r

    def _gather(self, frame: Frame, block: Block) -> None:
        gram = self._gram.copy(order="F")
        for tile in _tiles(frame, block):
            z = self._made(tile)
            gram = blas.dsyrk(1.0, z, beta=1.0, c=gram, trans=1, overwrite_c=1)
        gram = np.asfortranarray(np.triu(gram) + np.triu(gram, 1).T)
        spread = _spread(gram)
        if spread > HARD:
            self._renew(self._folded(frame, block))
            return
        self._gram, self._r = gram, None
        self.spread = max(self.spread, spread)
        if spread > (EASY if self._along is None else DRIFTED):
            self._renew(self._triangle())

    def _made(self, tile: Floats) -> Floats:
        """The rows times W^-1, in place."""
        if self._along is None:
            return _whiten(self._white, tile)
        tile[:, self._columns :] -= tile[:, : self._columns] @ self._along
        return tile

    def _renew(self, r: Floats, like: Floats | None = None) -> None:
        """Go on from ``r``, the triangle of all rows so far, with W like it or like another."""
        self._r = r
        self._white = _regular(r if like is None else like)
        self._along = _apart(self._white, self._columns)
        if self._along is not None:
            self._white = np.eye(len(r), order="F")
            self._white[: self._columns, self._columns :] = self._along
        known = _whiten(self._white, np.array(r, order="F"))
        self._gram = np.asfortranarray(known.T @ known)


def _tiles(frame: Frame, block: Block) -> Iterator[Floats]:
    for start in range(0, len(block), TILE_ROWS):
        part = slice(start, start + TILE_ROWS)
        rows = frame.rows(block, part)
        if not block.plain:
            rows *= np.sqrt(block.w[part])[:, None]
        yield rows


def _fold(r: Floats, tile: Floats) -> Floats:
    stacked = np.asfortranarray(np.vstack([r, tile]))
    factored, _, _, info = lapack.dgeqrf(stacked, overwrite_a=1)
    if info:
        raise ArithmeticError(f"dgeqrf failed: {info}")
    return np.triu(factored[: len(r)])


def _whiten(white: Floats | None, tile: Floats) -> Floats:
    """The rows times W^-1, in place."""
    return np.asarray(blas.dtrsm(1.0, white, tile, side=1, overwrite_b=1))


def _product(left: Floats, right: Pair) -> Pair:
    """(p, m): a matrix (p, p) times a pair of them (p, m)."""
    columns = [
        (Pair.of(left) * right[:, place][None, :]).sum(axis=1)
        for place in range(right.high.shape[1])
    ]
    high, low = (np.stack([getattr(one, half) for one in columns], axis=1) for half in HALVES)
    return Pair(high, low)


def _regular(r: Floats) -> Floats:
    """``r`` with no pivot so small that it could not be divided by."""
    lengths = np.linalg.norm(r, axis=0)
    least = SMALLEST * np.where(lengths > 0, lengths, 1.0)
    white = np.array(r, order="F")
    pivots = np.diag(r)
    np.fill_diagonal(white, np.where(np.abs(pivots) < least, least, pivots))
    return white


def _apart(white: Floats, columns: int) -> Floats | None:
    """What the targets are of the predictors (p, m), where those are far from alike."""
    inner = white[:columns, :columns]
    lengths = np.linalg.norm(inner, axis=0)
    if not columns or columns == len(white) or not (lengths > 0).all():
        return None
    values = np.linalg.svd(inner / lengths, compute_uv=False)
    if not values[0] <= APART * values[-1]:
        return None
    return solve_upper(inner, white[:columns, columns:])


def _unit(gram: Floats) -> tuple[Floats, Floats]:
    """The Gram matrix of the columns at length one, and their lengths."""
    lengths = np.sqrt(np.diag(gram))
    safe = np.where(lengths > 0, lengths, 1.0)
    scaled = gram / safe / safe[:, None]
    np.fill_diagonal(scaled, 1.0)
    return scaled, lengths


def _spread(gram: Floats) -> float:
    """The condition of Z with its columns at length one; infinite where it cannot be told."""
    if not np.isfinite(gram).all():
        return float("inf")
    values = np.linalg.eigvalsh(_unit(gram)[0])
    return float(np.sqrt(values[-1] / values[0])) if values[0] > 0 else float("inf")


def solve_upper(r: Floats, b: Floats) -> Floats:
    return np.asarray(solve_triangular(r, b, check_finite=False))


def whiten(r: Floats, rows: Floats) -> Floats:
    """Rows z of the basis as z R^-1: orthonormal over the weighted data."""
    if not rows.size:
        return rows
    return np.asarray(blas.dtrsm(1.0, r, rows, side=1))
