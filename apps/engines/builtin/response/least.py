"""Least squares on centred columns, and covariances that hold under uneven or linked scatter.

Sources: White 1980; MacKinnon and White 1985 (HC1); Liang and Zeger 1986 (by market) with the
factor of Cameron and Miller 2015; Newey and West 1987, lag of Newey and West 1994.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from scipy import special
from scipy.linalg import solve_triangular

from apps.engines.builtin.response.frame import Bools, Ints
from apps.engines.builtin.response.periods import Floats

Kind = Literal["classical", "hc1", "hac", "cluster"]


@dataclass(frozen=True)
class Scatter:
    """How errors are taken to go together. ``market`` (n,) codes from 0 in order, ``absorbed`` how
    many levels were taken out by centring; ``lag`` of Newey and West.
    """

    kind: Kind
    market: Ints
    absorbed: int
    lag: int = 0

    @property
    def markets(self) -> int:
        return len(np.unique(self.market))

    def df(self, rows: int, columns: int) -> int:
        """Of Student's t: residual ones, or one less than there are markets."""
        return self.markets - 1 if self.kind == "cluster" else rows - columns - self.absorbed

    def meat(self, x: Floats, residuals: Floats, columns: int) -> Floats:
        """(k, k) of scores x e, with the small-sample factor for a fit of so many columns."""
        n = len(x)
        free = n - columns - self.absorbed
        if self.kind == "classical":
            return np.asarray(x.T @ x * (residuals @ residuals / free))
        score = x * residuals[:, None]
        if self.kind == "cluster":
            sums = np.zeros((int(self.market.max()) + 1, x.shape[1]))
            np.add.at(sums, self.market, score)
            groups = self.markets
            # levels of the groups themselves are not counted twice (Cameron and Miller, III.B)
            factor = groups / (groups - 1) * (n - 1) / (n - columns - 1)
            return np.asarray(sums.T @ sums * factor)
        inner = score.T @ score
        if self.kind == "hac":
            inner = inner + self._lagged(score)
        return np.asarray(inner * (n / free))

    def _lagged(self, score: Floats) -> Floats:
        total = np.zeros((score.shape[1],) * 2)
        for lag in range(1, min(self.lag, len(score) - 1) + 1):
            same = (self.market[lag:] == self.market[:-lag])[:, None]
            product = (score[lag:] * same).T @ score[:-lag]
            total += (1 - lag / (self.lag + 1)) * (product + product.T)
        return total


def newey_west_lag(rows: int) -> int:
    """4 (T / 100)^(2/9), rounded down."""
    return int(4 * (rows / 100) ** (2 / 9))


@dataclass
class Fitted:
    """k coefficients: ``beta`` (k,), ``covariance`` (k, k) by the errors chosen, ``classical``
    (k, k), ``residuals`` (n,), ``s2`` their variance, ``df`` of Student's t.
    """

    beta: Floats
    covariance: Floats
    classical: Floats
    residuals: Floats
    s2: float
    df: int

    @property
    def se(self) -> Floats:
        return np.sqrt(np.diag(self.covariance))

    def t(self, confidence: float) -> float:
        return float(special.stdtrit(self.df, 0.5 + confidence / 2))


def factor(x: Floats) -> tuple[Floats, Floats]:
    """Q (n, k) and the inverse (k, k) of R for the columns of x."""
    length = np.linalg.norm(x, axis=0)
    length = np.where(length > 0, length, 1.0)
    q, r = np.linalg.qr(x / length)
    inverse = solve_triangular(r, np.eye(len(r))) / length[:, None]
    return q, np.asarray(inverse)


def fit(x: Floats, y: Floats, scatter: Scatter) -> Fitted:
    """Ordinary least squares of y (n,) on x (n, k), both centred."""
    q, inverse = factor(x)
    beta = inverse @ (q.T @ y)
    return inferred(q, inverse, beta, y - x @ beta, scatter)


def inferred(
    q: Floats, inverse: Floats, beta: Floats, residuals: Floats, scatter: Scatter
) -> Fitted:
    """Covariances from an orthonormal basis q of what the scores are made of."""
    n, k = q.shape
    meat = scatter.meat(q, residuals, k)
    plain = replace(scatter, kind="classical").meat(q, residuals, k)
    return Fitted(
        beta=beta,
        covariance=inverse @ meat @ inverse.T,
        classical=inverse @ plain @ inverse.T,
        residuals=residuals,
        s2=float(residuals @ residuals) / (n - k - scatter.absorbed),
        df=scatter.df(n, k),
    )


def wald(beta: Floats, covariance: Floats, df: int) -> tuple[float, float]:
    """F and p of all these coefficients being zero."""
    f = float(beta @ np.linalg.solve(covariance, beta)) / len(beta)
    return f, float(special.fdtrc(len(beta), df, f)) if np.isfinite(f) and f >= 0 else np.nan


def centred(values: Floats, market: Ints) -> Floats:
    """Less the mean of each market; ``values`` (n,) or (n, k), codes from 0."""
    return np.asarray(values - means(values, market)[market])


def means(values: Floats, market: Ints) -> Floats:
    """(markets,) or (markets, k)."""
    count = np.bincount(market)
    total = np.zeros((len(count), *values.shape[1:]))
    np.add.at(total, market, values)
    return np.asarray(total / count.reshape(-1, *[1] * (values.ndim - 1)))


def varies(values: Floats, market: Ints) -> Bools:
    """(k,) which columns of values (n, k) change within some market, beyond rounding."""
    size = np.abs(values).max(axis=0, initial=0.0)
    spread = np.abs(centred(values, market)).max(axis=0, initial=0.0)
    return np.asarray(spread > 1e-10 * size)
