"""Least squares on centred columns, and covariances that hold under uneven or linked scatter.

Sources: White 1980; MacKinnon and White 1985 (HC1); Liang and Zeger 1986 (by market) with the
factor of Cameron and Miller 2015; Lazarus, Lewis, Stock and Watson 2018 (over periods: cosines of
equal weight with Student's t, which keep their level in short series where Newey-West's do not).
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
    many levels were taken out by centring.
    """

    kind: Kind
    market: Ints
    absorbed: int

    @property
    def markets(self) -> int:
        return len(np.unique(self.market))

    def df(self, rows: int, columns: int) -> int:
        """Of Student's t: residual ones, one less than there are markets, or as many as cosines."""
        free = rows - columns - self.absorbed
        if self.kind == "cluster":
            return self.markets - 1
        if self.kind == "hac":
            return min(int(sum(cosines(int(count)) for count in self._counts())), free)
        return free

    def _counts(self) -> Ints:
        return np.bincount(self.market)[np.unique(self.market)]

    def together(self, f: float, count: int, df: int) -> tuple[float, float]:
        """F and p of ``count`` coefficients from their mean square ``f``. Few cosines estimate a
        covariance badly, which Hotelling's factor allows for.
        """
        if self.kind == "hac":
            f, df = f * (df - count + 1) / df, df - count + 1
        if df < 1 or not f >= 0:
            return f, float("nan")
        return f, float(special.fdtrc(count, df, f))

    def limit(self, count: int, df: int, confidence: float) -> float:
        """The mean square that ``together`` gives the p of 1 − confidence; infinite if none."""
        factor = 1.0
        if self.kind == "hac":
            df = df - count + 1
            factor = (df + count - 1) / df if df > 0 else 1.0
        return factor * float(special.fdtri(count, df, confidence)) if df > 0 else float("inf")

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
        inner = self._over_periods(score) if self.kind == "hac" else score.T @ score
        return np.asarray(inner * (n / free))

    def _over_periods(self, score: Floats) -> Floats:
        """Sum over markets of the variance of their scores' sum, from cosines of low frequency."""
        total = np.zeros((score.shape[1],) * 2)
        start = 0
        for count in self._counts():
            rows = score[start : start + count]
            start += int(count)
            many = cosines(int(count))
            turns = np.outer(np.arange(1, many + 1), np.arange(count) + 0.5) * (np.pi / count)
            waves = np.sqrt(2.0) * np.cos(turns) @ rows
            total += waves.T @ waves / many
        return total


def cosines(periods: int) -> int:
    """0.41 T^(2/3) of them, rounded, at least one."""
    return max(1, round(0.41 * periods ** (2 / 3)))


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


def wald(done: Fitted, count: int, scatter: Scatter) -> tuple[float, float]:
    """F and p of the first ``count`` coefficients being zero."""
    beta, covariance = done.beta[:count], done.covariance[:count, :count]
    f = float(beta @ np.linalg.pinv(covariance, hermitian=True) @ beta) / count
    return scatter.together(f, count, done.df)


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
