"""The Bass model and its least-squares fits.

A share F(t) = (1 - exp(-(p + q) t)) / (1 + (q / p) exp(-(p + q) t)) of a market of m has adopted t
periods after the launch: p is the coefficient of innovation, q that of imitation. Period i, from
i - 1 to i, sees m (F(i) - F(i - 1)) new adopters and an error.

Sources: Bass (1969), A new product growth model for consumer durables; Srinivasan and Mason (1986),
Nonlinear least squares estimation of new product diffusion models. m enters linearly and is
projected out (Golub and Pereyra 1973), so a change of unit changes p and q in no digit that counts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import optimize

from apps.engines.builtin.series import Floats

LEAST_P, MOST_P = 1e-9, 1.0
LEAST_Q, MOST_Q = 1e-6, 10.0
STARTS = 5
LOOSE, TIGHT = 1e-8, 1e-14  # to find the best of several starts, and to end there


@dataclass(frozen=True)
class Fit:
    """``known`` says that m was given and not estimated. ``rss`` is of the person's units."""

    p: float
    q: float
    m: float
    rss: float
    n: int
    known: bool

    @property
    def df(self) -> int:
        return self.n - (2 if self.known else 3)

    @property
    def variance(self) -> float:
        return self.rss / self.df

    @property
    def peak(self) -> float:
        """Periods from the launch to the largest rate; 0 where it falls from the launch on."""
        return float(peak_time(self.p, self.q))


@dataclass(frozen=True)
class Quadratic:
    """Bass's own fit: new adopters on those before and their square. ``p`` … None where the
    quadratic has no root that could be a market.
    """

    p: float | None
    q: float | None
    m: float | None
    r2: float


def share(p: Floats | float, q: Floats | float, t: Floats | float) -> Floats:
    """F(t), broadcast."""
    speed = np.asarray(p) + np.asarray(q)
    left = np.exp(-speed * t)
    return np.asarray(-np.expm1(-speed * t) / (1 + np.asarray(q) / np.asarray(p) * left))


def increments(p: Floats | float, q: Floats | float, n: int) -> Floats:
    """(..., n): F(i) - F(i - 1) of periods 1 … n for p and q of one shape."""
    p, q = (np.asarray(each, dtype=np.float64)[..., None] for each in (p, q))
    return np.asarray(np.diff(share(p, q, np.arange(n + 1.0)), axis=-1))


def peak_time(p: Floats | float, q: Floats | float) -> Floats:
    """ln(q / p) / (p + q), or 0 where imitation is weaker than innovation."""
    p, q = np.asarray(p), np.asarray(q)
    return np.asarray(np.maximum(np.log(q / p) / (p + q), 0.0))


def peak_rate(p: Floats | float, q: Floats | float) -> Floats:
    """Largest share of m that adopts in one period of time: (p + q)² / 4 q, or p at the launch."""
    p, q = np.asarray(p), np.asarray(q)
    return np.asarray(np.where(q > p, (p + q) ** 2 / (4 * q), p))


def project(x: Floats, f: Floats, m: float | None) -> tuple[Floats, Floats, Floats]:
    """For curves ``f`` (..., n): the m that suits each best (or the given one), its residual sum
    of squares, and the sum of squares of f; (...,) each.
    """
    square = np.einsum("...i,...i->...", f, f)
    best = f @ x / square if m is None else np.full(square.shape, m)
    left = x - best[..., None] * f
    return best, np.einsum("...i,...i->...", left, left), square


def fit(x: Floats, m: float | None = None) -> Fit:
    """Nonlinear least squares of new adopters ``x`` (n,), the first period beginning at the launch.
    A grid finds where to start, so that the answer does not hang on a start.
    """
    size = float(np.sqrt(np.mean(x**2)))
    scaled, given = x / size, None if m is None else m / size
    n = len(x)

    def left(at: Floats) -> Floats:
        f = increments(np.exp(at[0]), np.exp(at[1]), n)
        best = project(scaled, f, given)[0]
        return np.asarray(scaled - best * f)

    def solved(start: Floats, tolerance: float) -> optimize.OptimizeResult:
        return optimize.least_squares(
            left, start, bounds=(bounds[0], bounds[1]), jac="3-point",
            xtol=tolerance, ftol=tolerance, gtol=tolerance, max_nfev=500,
        )  # fmt: skip

    bounds = np.log([[LEAST_P, LEAST_Q], [MOST_P, MOST_Q]])
    found = [solved(start, LOOSE) for start in _starts(scaled, given)]
    best = solved(min(found, key=lambda one: float(one.cost)).x, TIGHT)
    p, q = (float(value) for value in np.exp(best.x))
    f = increments(p, q, n)
    whole, rss, _ = project(x, f, m)
    return Fit(p, q, float(whole), float(rss), n, m is not None)


def _starts(x: Floats, m: float | None) -> list[Floats]:
    """The best places of a coarse grid, none next to another, (log p, log q)."""
    log_p, log_q = np.linspace(np.log(1e-7), np.log(0.5), 40), np.linspace(np.log(1e-4), 1.0, 40)
    at = np.stack(np.meshgrid(log_p, log_q, indexing="ij"), axis=-1).reshape(-1, 2)
    rss = project(x, increments(np.exp(at[:, 0]), np.exp(at[:, 1]), len(x)), m)[1]
    chosen: list[Floats] = []
    for place in np.argsort(rss, kind="stable"):
        if all(np.abs(at[place] - other).max() > 1.0 for other in chosen):
            chosen.append(at[place])
        if len(chosen) == STARTS:
            break
    return chosen


def standard_errors(found: Fit) -> tuple[float, float, float | None]:
    """Of p, q and m by linearisation, as Srinivasan and Mason give them; NaN where singular."""
    step = 1e-6
    logs = np.log([found.p, found.q])

    def curve(at: Floats) -> Floats:
        return found.m * increments(np.exp(at[0]), np.exp(at[1]), found.n)

    columns = [(curve(logs + move) - curve(logs - move)) / (2 * step) for move in np.eye(2) * step]
    if not found.known:
        columns.append(increments(found.p, found.q, found.n) * found.m)
    jacobian = np.column_stack(columns)
    factor = np.linalg.qr(jacobian)[1]
    if np.abs(np.diag(factor)).min() <= 1e-12 * np.abs(factor).max():
        return float("nan"), float("nan"), None if found.known else float("nan")
    inverse = np.linalg.inv(factor)
    relative = np.sqrt(found.variance * np.sum(inverse**2, axis=1))
    own = None if found.known else float(relative[2]) * found.m
    return float(relative[0]) * found.p, float(relative[1]) * found.q, own


def quadratic(x: Floats) -> Quadratic:
    """x_t = a + b Y + c Y² of what was adopted before, Y; m is its root, p = a / m, q = -m c."""
    before = np.concatenate([[0.0], np.cumsum(x)[:-1]])
    size = float(np.sum(x))
    y = before / size
    design = np.column_stack([np.ones(len(x)), y, y**2])
    a, b, c = np.linalg.lstsq(design, x / size, rcond=None)[0]
    left = x / size - design @ np.array([a, b, c])
    spread = float(np.sum((x / size - np.mean(x / size)) ** 2))
    r2 = 1 - float(left @ left) / spread if spread else 0.0
    inside = b * b - 4 * a * c
    if c >= 0 or inside < 0 or a <= 0:
        return Quadratic(None, None, None, r2)
    m = float((-b - np.sqrt(inside)) / (2 * c))
    return Quadratic(float(a / m), float(-m * c), m * size, r2)
