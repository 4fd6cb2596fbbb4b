"""The linear mixed model by REML, from cross products of each market alone.

Rows of market i: y = X b + Z u_i + e, u_i ~ N(0, s2 G), e ~ N(0, s2), Z some columns of X. The
criterion is profiled over b and s2, so that only G is searched for, as G = L L' with L lower
triangular, so that it is never negative. All that is needed of market i is [X y]'[X y], so a step
costs nothing that grows with the number of rows.

Sources: Patterson and Thompson (1971), Recovery of inter-block information; Henderson (1975), Best
linear unbiased estimation and prediction; Bates, Machler, Bolker and Walker (2015), Fitting linear
mixed-effects models using lme4 (profiling, the factor's parameters).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import optimize

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
ON_BOUNDARY = 1e-6
START = 0.5
SILENT = 1e-10  # of the residual squares of least squares: less is lost in rounding


class NoNoise(ArithmeticError):
    """Each market's own coefficients pass through its rows: G over s2 has no bound."""


@dataclass(frozen=True)
class Moments:
    """``gram`` (m, p + 1, p + 1) is [X y]'[X y] of each market, ``rows`` (m,) its rows."""

    gram: Floats
    rows: Floats

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def p(self) -> int:
        return self.gram.shape[1] - 1

    def without(self, places: int | Places) -> Moments:
        stay = np.ones(len(self), dtype=bool)
        stay[places] = False
        return Moments(self.gram[stay], self.rows[stay])


@dataclass
class Solved:
    """Everything at one G, for a residual variance of one. q random coefficients.

    ``beta`` (p,), ``c`` (p, p) their covariance, ``rest`` the weighted residual sum of squares,
    ``k`` (m, q, q) = Z'W⁻¹Z, ``l`` (m, q, p) = Z'W⁻¹X, ``u`` (m, q) = Z'W⁻¹(y - X beta).
    """

    g: Floats
    beta: Floats
    c: Floats
    rest: float
    deviance: float
    k: Floats
    l: Floats  # noqa: E741 - as in the formulas
    u: Floats


def solve(moments: Moments, random: list[int], g: Floats) -> Solved:
    """Generalised least squares at a given G (q, q), which may be singular."""
    gram, p, q = moments.gram, moments.p, len(random)
    columns = gram[:, :, random]
    inner = np.eye(q) + columns[:, random, :] @ g
    weighted = gram - columns @ (g @ np.linalg.inv(inner)) @ columns.transpose(0, 2, 1)
    total = weighted.sum(axis=0)
    c = np.linalg.inv(total[:p, :p])
    c = (c + c.T) / 2
    beta = c @ total[:p, p]
    rest = max(float(total[p, p] - total[:p, p] @ beta), np.finfo(float).tiny)
    df = float(moments.rows.sum()) - p
    logs = float(np.linalg.slogdet(inner)[1].sum()) - float(np.linalg.slogdet(c)[1])
    across = weighted[:, random, :]
    return Solved(
        g=g,
        beta=beta,
        c=c,
        rest=rest,
        deviance=logs + df * (1 + np.log(2 * np.pi * rest / df)),
        k=across[:, :, random],
        l=across[:, :, :p],
        u=across[:, :, p] - across[:, :, :p] @ beta,
    )


def slope(at: Solved, df: float) -> Floats:
    """(q, q): the derivative of the deviance along G, element by element."""
    blurred = (at.l @ at.c @ at.l.transpose(0, 2, 1)).sum(axis=0)
    return np.asarray(at.k.sum(axis=0) - blurred - df / at.rest * (at.u.T @ at.u))


@dataclass
class Mixed:
    """A fitted model. ``random`` are the columns of X that differ by market; ``g`` relative to
    the residual variance ``s2``; ``flat`` says that G was held at zero.
    """

    moments: Moments
    random: list[int]
    at: Solved
    flat: bool

    @property
    def g(self) -> Floats:
        return self.at.g

    @property
    def s2(self) -> float:
        return self.at.rest / self.df

    @property
    def df(self) -> float:
        """Rows less fixed effects."""
        return float(self.moments.rows.sum()) - self.moments.p

    @property
    def deviance(self) -> float:
        """-2 log restricted likelihood."""
        return self.at.deviance

    @property
    def between(self) -> Floats:
        """(q, q): the covariance of the random coefficients, in units of the target squared."""
        return self.g * self.s2

    def effects(self) -> Floats:
        """(m, q): best linear unbiased predictions of each market's random coefficients."""
        return np.asarray(self.at.u @ self.g)

    def own_weight(self) -> Floats:
        """(m, q): share of a random coefficient's variance that the market's own rows settle."""
        spread = np.diag(self.g)
        settled = np.einsum("ab,mbc,ca->ma", self.g, self.at.k, self.g)
        weight = np.divide(settled, spread, out=np.zeros_like(settled), where=spread > 0)
        return np.asarray(np.clip(weight, 0.0, 1.0))


def fit(moments: Moments, random: list[int], start: Floats | None = None) -> Mixed:
    """REML estimates. Where no market has two rows G cannot be told from noise and stays zero.

    Raises :class:`NoNoise`.
    """
    q = len(random)
    if moments.rows.max(initial=0) < 2:
        return Mixed(moments, random, solve(moments, random, np.zeros((q, q))), flat=True)
    first = np.eye(q) * START if start is None else _inside(start)
    best = _search(moments, random, first)
    for _ in range(3):
        way = _way_out(best, float(moments.rows.sum()) - moments.p)
        if way is None:
            break
        again = _search(moments, random, _inside(best.g + way))
        if again.deviance >= best.deviance - 1e-9:
            break
        best = again
    return Mixed(moments, random, best, flat=False)


def _search(moments: Moments, random: list[int], factor: Floats) -> Solved:
    q = len(random)
    lower = np.tril_indices(q)
    df = float(moments.rows.sum()) - moments.p
    least = SILENT * solve(moments, random, np.zeros((q, q))).rest

    def value(theta: Floats) -> tuple[float, Floats]:
        l = np.zeros((q, q))  # noqa: E741
        l[lower] = theta
        at = _solved(moments, random, l @ l.T, least)
        return at.deviance, (2 * slope(at, df) @ l)[lower]

    # Of any sign: L and -L give the same G. In plain numpy, since BLAS threads of L-BFGS-B cost
    # more than all else on matrices of this size.
    found = optimize.minimize(value, factor[lower], jac=True, method="BFGS", options={"gtol": 1e-6})
    l = np.zeros((q, q))  # noqa: E741
    l[lower] = found.x
    return solve(moments, random, l @ l.T)


def _solved(moments: Moments, random: list[int], g: Floats, least: float) -> Solved:
    """:func:`solve`, where more than ``least`` squares are left to noise."""
    try:
        at = solve(moments, random, g)
    except np.linalg.LinAlgError as error:
        raise NoNoise from error
    if not at.rest > least:
        raise NoNoise
    return at


def _inside(g: Floats) -> Floats:
    """A factor of G to start from, off the boundary: there the derivative is zero for any data."""
    values, vectors = np.linalg.eigh((g + g.T) / 2)
    floor = max(1e-3, 1e-2 * float(values.max(initial=0.0)))
    return np.asarray(np.linalg.cholesky((vectors * np.maximum(values, floor)) @ vectors.T))


def _way_out(at: Solved, df: float) -> Floats | None:
    """Of a singular G, the direction along which the deviance still falls; None at a minimum."""
    values, vectors = np.linalg.eigh(at.g)
    flat = vectors[:, values <= ON_BOUNDARY * max(1.0, float(values.max(initial=0.0)))]
    if not flat.shape[1]:
        return None
    lowest, ways = np.linalg.eigh(flat.T @ slope(at, df) @ flat)
    if lowest[0] >= -1e-6 * max(1.0, abs(at.deviance)):
        return None
    way = flat @ ways[:, :1]
    return np.asarray(START * way @ way.T)


def choose_random(moments: Moments, candidates: list[int], most: int = 2) -> list[int]:
    """The columns whose coefficients the data show to differ by market, the intercept (0) first.

    One after another as long as AIC of the restricted likelihood falls. The fixed effects are the
    same in all, so the restricted likelihoods can be compared.
    """
    chosen, best = [0], _aic(fit(moments, [0]))
    while len(chosen) <= most:
        tried = [
            (_aic(fit(moments, [*chosen, column])), column)
            for column in candidates
            if column not in chosen
        ]
        if not tried or min(tried)[0] >= best:
            break
        best, column = min(tried)
        chosen.append(column)
    return chosen


def _aic(model: Mixed) -> float:
    q = len(model.random)
    return model.deviance + q * (q + 1)
