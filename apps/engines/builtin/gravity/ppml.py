"""Poisson pseudo-maximum likelihood and log-linear least squares, fixed effects taken out.

Iteratively reweighted least squares on flows divided by their mean, so that flows in dollars and
in billions of dollars give the same slopes; steps that raise the deviance are halved.

Sources: Santos Silva and Tenreyro (2006), The log of gravity; Correia, Guimaraes and Zylkin (2020),
Fast Poisson estimation with high-dimensional fixed effects; White (1980), HC0 with the factor
n / (n - k) (HC1); Liang and Zeger (1986) for errors by group.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import linalg

from apps.core.messages import msg
from apps.engines.builtin.gravity.absorb import Absorber, Codes, Floats, Levels
from apps.engines.builtin.linear.spanning import spanning
from apps.engines.contract import Refusal

STEPS = 100
SETTLED = 1e-13  # Newton decrement, as a share of the deviance


@dataclass
class Fit:
    """A fitted model of n rows and p slopes.

    ``eta`` is the log of the expected flow (of the flow's log, for least squares), ``mu`` the
    expected value that residuals are taken from, ``w`` the weights of the last step, ``inner`` the
    regressors less the effects, ``bread`` = (inner' W inner)^-1, ``rank`` all parameters.
    """

    beta: Floats
    eta: Floats
    mu: Floats
    w: Floats
    inner: Floats
    bread: Floats
    residual: Floats
    absorber: Absorber
    rank: int
    deviance: float
    steps: int

    @property
    def n(self) -> int:
        return int((self.w > 0).sum())

    def covariance(self, groups: Codes | None) -> Floats:
        """(p, p): HC1, or by group with the factor G / (G - 1) · (n - 1) / (n - k)."""
        return meat_to_covariance(self.inner * self.residual[:, None], self, groups)

    def leverage(self) -> Floats:
        """(n,) x' (X'WX)^-1 x of each row over slopes and effects, without its weight."""
        slopes = np.einsum("ij,jk,ik->i", self.inner, self.bread, self.inner)
        return np.asarray(slopes + self.absorber.leverage())

    def hat(self, places: Codes) -> Floats:
        """(n, m) columns x_i' (X'WX)^-1 X' of the rows at ``places``, to be given residuals."""
        units = np.zeros((len(self.w), len(places)))
        units[places, np.arange(len(places))] = 1 / self.w[places]
        rest = self.absorber.residual(units)
        rest -= self.inner @ (self.bread @ (self.inner.T @ (self.w[:, None] * rest)))
        return np.asarray(units - rest)


def meat_to_covariance(scores: Floats, fit: Fit, groups: Codes | None) -> Floats:
    """The sandwich of scores (n, p)."""
    n, k = fit.n, fit.rank
    if groups is None:
        factor = n / (n - k)
    else:
        count = int(groups.max()) + 1
        scores = summed(scores, groups, count)
        factor = count / (count - 1) * (n - 1) / (n - k)
    half = scores @ fit.bread
    return np.asarray(factor * half.T @ half)


def summed(values: Floats, groups: Codes, count: int) -> Floats:
    """(count, p) sums of rows (n, p) by group."""
    found = np.empty((count, values.shape[1]))
    for place in range(values.shape[1]):
        found[:, place] = np.bincount(groups, values[:, place], count)
    return found


def independent(x: Floats, levels: Levels) -> list[int]:
    """Columns that neither the effects nor earlier columns explain."""
    absorber = Absorber(levels)
    absorber.weigh(np.ones(len(x)))
    inner = absorber.residual(x)
    return spanning(inner, np.sqrt((x**2).sum(axis=0)))


def _solve(absorber: Absorber, w: Floats, z: Floats, x: Floats) -> tuple[Floats, Floats, Floats]:
    """Slopes, fitted values and regressors less effects, of z on x with weights w."""
    absorber.weigh(w)
    together = absorber.residual(np.column_stack([x, z]))
    inner, left = together[:, :-1], together[:, -1]
    root = np.sqrt(w)[:, None]
    q, r = linalg.qr(root * inner, mode="economic", check_finite=False)
    beta = linalg.solve_triangular(r, q.T @ (root[:, 0] * left), check_finite=False)
    return beta, z - (left - inner @ beta), inner


def _deviance(y: Floats, mu: Floats, asked: Floats) -> float:
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.where(y > 0, y * np.log(np.where(y > 0, y, 1.0) / mu), 0.0)
    return float(2 * (asked * (logs - (y - mu))).sum())


def ppml(
    y: Floats, x: Floats, levels: Levels, asked: Floats | None = None, start: Floats | None = None
) -> Fit:
    """Fit E[y] = exp(x b + effects). ``asked`` (n,) is 0 for rows that only want a fitted value;
    ``start`` (n,) are logs of expected flows to begin from. Separated rows must be gone.
    """
    asked = np.ones(len(y)) if asked is None else asked
    unit = float((asked * y).sum() / asked.sum())
    y = y / unit
    absorber = Absorber(levels)
    eta = np.log((y + 1) / 2) if start is None else start - np.log(unit)
    deviance, last = np.inf, False  # the start is no fit of the model: any first step will do
    for step in range(1, STEPS + 1):
        mu = np.exp(eta)
        w = asked * mu
        try:
            beta, target, inner = _solve(absorber, w, eta + (y - mu) / mu, x)
        except np.linalg.LinAlgError:
            break
        if last:
            return _finished(y, eta, absorber, (beta, inner, step, deviance), asked, unit)
        size = float((w * (target - eta) ** 2).sum())
        last = np.isfinite(deviance) and size <= SETTLED * max(deviance, 1e-12 * len(y))
        eta, deviance = _step(y, eta, target, deviance, asked)
    raise Refusal(
        msg("PPML did not settle in {steps} steps.", steps=step),
        fix=msg("Look for flows far larger than all others, or take out fixed effects."),
        field="data.flow",
    )


def _step(
    y: Floats, eta: Floats, target: Floats, before: float, asked: Floats
) -> tuple[Floats, float]:
    share = 1.0
    for _ in range(30):
        tried = eta + share * (target - eta)
        with np.errstate(over="ignore", invalid="ignore"):
            deviance = _deviance(y, np.exp(tried), asked)
        if np.isfinite(deviance) and not deviance > before * (1 + 1e-10) + 1e-12:
            return tried, deviance
        share /= 2
    return eta, before


def _finished(
    y: Floats,
    eta: Floats,
    absorber: Absorber,
    found: tuple[Floats, Floats, int, float],
    asked: Floats,
    unit: float,
) -> Fit:
    """The fit in units of y / unit; what depends on the unit is put back."""
    beta, inner, step, deviance = found
    mu = np.exp(eta)
    w = asked * mu * unit
    absorber.weigh(w)
    bread = _bread(inner, w)
    return Fit(
        beta=beta, eta=eta + np.log(unit), mu=mu * unit, w=w, inner=inner, bread=bread,
        residual=asked * (y - mu) * unit, absorber=absorber,
        rank=len(beta) + absorber.rank, deviance=deviance * unit, steps=step,
    )  # fmt: skip


def _bread(inner: Floats, w: Floats) -> Floats:
    root = np.linalg.qr(np.sqrt(w)[:, None] * inner, mode="r")
    inverse = linalg.solve_triangular(root, np.eye(len(root)), check_finite=False)
    return np.asarray(inverse @ inverse.T)


def least_squares(log_y: Floats, x: Floats, levels: Levels) -> Fit:
    """Fit log y = x b + effects + e."""
    absorber = Absorber(levels)
    w = np.ones(len(log_y))
    beta, eta, inner = _solve(absorber, w, log_y, x)
    residual = log_y - eta
    return Fit(
        beta=beta, eta=eta, mu=eta, w=w, inner=inner, bread=_bread(inner, w), residual=residual,
        absorber=absorber, rank=len(beta) + absorber.rank,
        deviance=float(residual @ residual), steps=1,
    )  # fmt: skip
