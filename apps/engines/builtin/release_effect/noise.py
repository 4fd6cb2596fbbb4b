"""How far counts scatter about their means: a dispersion for each market, and errors that follow
each other from period to period.

How errors go together over time (a part that is carried on, beside one that is new in each period)
is not estimated and then taken as known: everything is averaged over a grid of it, weighted by the
restricted likelihood of each point (Zellner and Tiao 1964; Turner et al. 2021 on short series).
Dispersions of markets are drawn towards each other as far as they are alike (Smyth 2004).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import solve_triangular
from scipy.special import digamma, polygamma

from apps.engines.builtin.release_effect.glm import Floats

SHARES = (0.35, 0.7, 1.0)  # of the variance that is carried over; the rest is new in each period
GRID = [
    *((rho, 1.0) for rho in (-0.3, -0.15, 0.0)),
    *((rho, share) for rho in (0.15, 0.3, 0.45, 0.6, 0.7, 0.8, 0.9, 0.95) for share in SHARES),
]
MOST_ALIKE = 20.0  # periods' worth of what the other markets say of a market's scatter
PRIOR = np.array([1.0 if rho <= 0 else 1 / len(SHARES) for rho, _ in GRID])
NDArrayInt = np.ndarray[tuple[int, ...], np.dtype[np.int64]]


def lagged(lags: int) -> Floats:
    """(k, lags) correlations of errors so many periods apart, for each point of the grid."""
    table = np.ones((len(GRID), lags))
    for place, (rho, share) in enumerate(GRID):
        table[place, 1:] = share * rho ** np.arange(1, lags)
    return table


@dataclass(frozen=True)
class Noise:
    """For each point of the grid (k,): its ``weight``, and by market dispersion ``phi`` (k, m) with
    degrees of freedom ``df`` (k, m). ``blocks`` are the rows of each market, ``times`` (n,) their
    periods and ``table`` the correlations of :func:`lagged`.
    """

    weight: Floats
    phi: Floats
    df: Floats
    blocks: list[NDArrayInt]
    times: NDArrayInt
    table: Floats

    @property
    def rho(self) -> float:
        """The mean correlation of neighbouring periods."""
        return float(self.weight @ self.table[:, min(1, self.table.shape[1] - 1)])

    @property
    def dispersion(self) -> Floats:
        """(m,) averaged over the grid."""
        return np.asarray(self.weight @ self.phi)

    def spread(self, scaled: Floats) -> tuple[Floats, Floats]:
        """(k,) variances of the sum Σ c (y − μ) and their degrees of freedom (Satterthwaite), where
        ``scaled`` (n,) is c times the root of the variance function.
        """
        parts = np.zeros((len(self.weight), len(self.blocks)))
        for place, rows in enumerate(self.blocks):
            own = scaled[rows]
            if own.any():
                parts[:, place] = self.table @ _by_lag(own, self.times[rows], self.table.shape[1])
        parts = np.maximum(parts, 0.0) * self.phi
        total = parts.sum(axis=1)
        with np.errstate(divide="ignore", invalid="ignore"):
            df = total**2 / (parts**2 / self.df).sum(axis=1)
        return total, np.where(np.isfinite(df), df, 1.0)

    def products(self, scaled: Floats) -> Floats:
        """(q, q) covariances of several such sums, ``scaled`` (n, q), averaged over the grid."""
        found = np.zeros((scaled.shape[1], scaled.shape[1]))
        for place, rows in enumerate(self.blocks):
            gaps = np.abs(np.subtract.outer(self.times[rows], self.times[rows]))
            mixed = (self.weight * self.phi[:, place]) @ self.table
            found += scaled[rows].T @ mixed[gaps] @ scaled[rows]
        return found


def _by_lag(own: Floats, times: NDArrayInt, lags: int) -> Floats:
    """(lags,) sums of products of entries so many periods apart."""
    gaps = np.abs(np.subtract.outer(times, times))
    found = np.bincount(gaps.ravel(), weights=np.outer(own, own).ravel(), minlength=lags)
    return found.astype(np.float64)


def learn(
    pearson: Floats, jacobian: Floats, market: NDArrayInt, times: NDArrayInt, *, floor: Floats
) -> Noise:
    """From Pearson residuals (n,) and the scaled columns (n, p) of everything that was fitted. Rows
    are in order of market and time. No dispersion is taken to be below ``floor`` (m,).
    """
    codes = range(int(market.max()) + 1)
    blocks: list[NDArrayInt] = [np.flatnonzero(market == one).astype(np.int64) for one in codes]
    table = lagged(int(times.max() - times.min()) + 1)
    both = np.column_stack([jacobian, pearson])
    found = [_given(row, both, blocks, times, floor) for row in table]
    logs = np.array([one[0] for one in found])
    weight = np.exp(logs - logs.max()) * PRIOR
    few = len(blocks) / (len(blocks) - 1) if len(blocks) > 1 else 1.0  # as CR1 errors have it
    return Noise(
        weight / weight.sum(),
        few * np.array([one[1] for one in found]),
        np.array([one[2] for one in found]),
        blocks,
        times,
        table,
    )


def _given(
    row: Floats, both: Floats, blocks: list[NDArrayInt], times: NDArrayInt, floor: Floats
) -> tuple[float, Floats, Floats]:
    """The log restricted likelihood of one correlation by lag, dispersions and their degrees of
    freedom. ``both`` (n, p + 1) are the columns and, last, the residuals.
    """
    white = np.empty_like(both)
    logdet = 0.0
    known: dict[bytes, Floats] = {}
    for rows in blocks:
        own = times[rows]
        key = (own - own[0]).tobytes()
        if key not in known:
            gaps = np.abs(np.subtract.outer(own, own))
            known[key] = np.linalg.cholesky(row[gaps]).astype(np.float64)
        factor = known[key]
        white[rows] = solve_triangular(factor, both[rows], lower=True, check_finite=False)
        logdet += 2 * float(np.log(np.diag(factor)).sum())
    q, triangle = np.linalg.qr(white[:, :-1])
    sizes = np.abs(np.diag(triangle))
    kept = sizes > 1e-9 * sizes.max(initial=1e-300)
    q = q[:, kept]
    residual = white[:, -1] - q @ (q.T @ white[:, -1])
    leverage = (q**2).sum(axis=1)
    sums = np.array([float((residual[rows] ** 2).sum()) for rows in blocks])
    free = np.array([max(float((1 - leverage[rows]).sum()), 0.0) for rows in blocks])
    phi, df = moderated(sums, free, floor)
    scale = np.maximum(phi, 1e-12)
    like = -0.5 * float(free @ np.log(scale) + (sums / scale).sum())
    like -= 0.5 * logdet + float(np.log(sizes[kept]).sum())
    return like, phi, df


def moderated(sums: Floats, free: Floats, floor: Floats) -> tuple[Floats, Floats]:
    """Dispersions (m,) from sums of squares, each drawn towards the others' as far as all are
    alike, and degrees of freedom (m,).
    """
    told = (free > 0.5) & (sums > 1e-12)
    if not told.any():
        return np.maximum(floor, 1e-12), np.ones(len(sums))
    own = np.where(told, sums / np.maximum(free, 1e-9), np.nan)
    if told.sum() == 1:
        only = max(float(free[told][0]), 1.0)
        return np.maximum(float(own[told][0]), floor), np.full(len(sums), only)
    half = free[told] / 2
    logs = np.log(own[told]) - digamma(half) + np.log(half)
    spread = float(np.var(logs, ddof=1)) - float(np.mean(polygamma(1, half)))
    count = float(free[told].sum())
    prior = min(2 * _trigamma_inverse(spread), MOST_ALIKE) if spread > 0 else MOST_ALIKE
    if prior == MOST_ALIKE:
        centre = float(sums[told].sum() / count)
    else:
        centre = float(np.exp(logs.mean() + digamma(prior / 2) - np.log(prior / 2)))
    phi = (prior * centre + np.where(told, sums, 0.0)) / (prior + np.where(told, free, 0.0))
    df = np.minimum(prior + np.where(told, free, 0.0), max(count, 1.0))
    return np.maximum(phi, floor), np.maximum(df, 1.0)


def _trigamma_inverse(value: float) -> float:
    """By Newton's steps, as in limma."""
    if value > 1e7:
        return float(1 / np.sqrt(value))
    if value < 1e-6:
        return 1 / value
    found = 0.5 + 1 / value
    for _ in range(50):
        now = float(polygamma(1, found))
        step = now * (1 - now / value) / float(polygamma(2, found))
        found += step
        if -step / found < 1e-8:
            break
    return found
