"""Whether the residuals of neighbouring rows go together: Durbin and Watson's test.

Durbin and Watson (1950, 1951, 1971): d is the sum of squared differences of neighbours over that
of squares. Its mean and variance under independence are exact for the predictors at hand; p follows
from the beta distribution that has them (Durbin and Watson 1971, section 4). In long tables both
are those of any predictors, 2 and 4/n.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from apps.engines.builtin.linear.fit import Fit
from apps.engines.builtin.linear.order import Order
from apps.engines.builtin.linear.scan import Block, Floats

KEPT_VALUES = 2_000_000  # of u: beyond that the moments are those of any predictors


@dataclass
class Serial:
    """``d`` of one target, between 0 and 4, and its two-sided ``p``. ``twice``: some market has two
    rows of one period, so that rows have no order.
    """

    d: float
    p: float | None
    exact: bool


class Neighbours:
    """Residuals in order. With weights of precision they are those of the weighted rows."""

    def __init__(self, fit: Fit, order: Order) -> None:
        self.fit, self.order = fit, order
        p, m = fit.beta.shape
        self.whole = fit.scan.used * p <= KEPT_VALUES
        self.keeps = self.whole or order.given
        self.twice = False
        self.wanted = fit.df > 0 and not _repeated(fit)
        self.parts: list[tuple[NDArray[np.int64], Floats, Floats | None]] = []
        self.last: Floats | None = None
        self.differences, self.squares = np.zeros(m), np.zeros(m)

    def add(self, block: Block, u: Floats, residuals: Floats) -> None:
        """``u`` (n, p) and ``residuals`` (n, m) of the scaled basis."""
        if not self.wanted or not len(block):
            return
        if not block.plain:
            root = np.sqrt(block.w)[:, None]
            residuals, u = residuals * root, u * root
        if self.keeps:
            self.parts.append((block.positions, residuals.copy(), u.copy() if self.whole else None))
            return
        steps = np.diff(residuals, axis=0)
        self.differences += np.einsum("ij,ij->j", steps, steps)
        self.squares += np.einsum("ij,ij->j", residuals, residuals)
        if self.last is not None:
            self.differences += (residuals[0] - self.last) ** 2
        self.last = residuals[-1].copy()

    def tests(self) -> list[Serial | None]:
        """One for each target; None where rows have no order or no residuals are left."""
        none: list[Serial | None] = [None] * len(self.squares)
        if not self.wanted:
            return none
        if not self.keeps:
            n = self.fit.observations
            return [_judged(d, 2.0, 4.0 / n, exact=False) for d in self._ratio()]
        found = self._ordered()
        if found is None:
            return none
        mean, variance, exact = found
        return [_judged(d, mean, variance, exact=exact) for d in self._ratio()]

    def _ratio(self) -> list[float]:
        with np.errstate(divide="ignore", invalid="ignore"):
            return [float(d) for d in self.differences / self.squares]

    def _ordered(self) -> tuple[float, float, bool] | None:
        """Sums over the rows kept, in order; mean and variance of d under independence."""
        if not self.parts:
            return None
        positions = np.concatenate([part[0] for part in self.parts])
        residuals = np.concatenate([part[1] for part in self.parts])
        order, market, self.twice = self.order.sorted(positions)
        joined = np.diff(market) == 0
        if self.twice or not joined.any():
            return None
        left = residuals[order]
        steps = np.diff(left, axis=0)[joined]
        self.differences = (steps**2).sum(axis=0)
        self.squares = (left**2).sum(axis=0)
        if not self.whole:
            return 2.0, 4.0 / len(order), False
        u = np.concatenate([part[2] for part in self.parts if part[2] is not None])[order]
        if len(order) < len(positions):  # rows without a period: u is no longer orthonormal
            u = np.linalg.qr(u)[0]
        return (*_moments(u, joined), True)


def _repeated(fit: Fit) -> bool:
    """A row that stands for several has no one neighbour."""
    return fit.spec.weight_kind == "frequency" and not fit.scan.even_weights


def _moments(u: Floats, joined: NDArray[np.bool_]) -> tuple[float, float]:
    """Mean and variance of d where residuals are independent, for predictors u (n, p) in order.

    A is the matrix of squared differences, block by block of the markets: 'joined' (n - 1,) says
    whether a row and the next are neighbours.
    """
    n, p = u.shape
    steps = np.where(joined[:, None], np.diff(u, axis=0), 0.0)
    applied = np.zeros_like(u)  # A u
    applied[:-1] -= steps
    applied[1:] += steps
    degree = np.zeros(n)
    degree[:-1] += joined
    degree[1:] += joined
    trace = degree.sum()
    trace_square = (degree**2).sum() + 2.0 * joined.sum()
    inner = u.T @ applied
    first = trace - np.trace(inner)
    second = trace_square - 2.0 * (applied**2).sum() + (inner**2).sum()
    df = n - p
    mean = first / df
    variance = 2.0 * (second - first * mean) / (df * (df + 2.0))
    return float(mean), float(variance)


def _judged(d: float, mean: float, variance: float, *, exact: bool) -> Serial | None:
    if not np.isfinite(d):
        return None
    centre, spread = mean / 4.0, variance / 16.0
    room = centre * (1.0 - centre) / spread - 1.0 if spread > 0 else 0.0
    if not room > 0 or not 0 < centre < 1:
        return Serial(d, None, exact)
    low = float(special.betainc(centre * room, (1.0 - centre) * room, min(max(d / 4.0, 0.0), 1.0)))
    return Serial(d, min(1.0, 2.0 * min(low, 1.0 - low)), exact)
