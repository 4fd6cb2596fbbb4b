"""One pass over the rows after the fit: residuals, leverage, PRESS, Cook, robust errors, tests.

With u = z R^-1 (orthonormal over the weighted data) a row's leverage is w |u|^2, and regressing
anything on the predictors is a sum of products with u: no second factorization is needed. |u|^2
alone is how far out a row lies, which a row that is to be predicted, and has no weight, shares.
Sources: Belsley, Kuh and Welsch 1980; Koenker 1981 (Breusch-Pagan, studentized); MacKinnon and
White 1985 (HC3). The residuals also tell by how much the coefficients can still be corrected.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from apps.core.messages import msg
from apps.engines.builtin.linear.checks import Checks, Findings
from apps.engines.builtin.linear.data import CleanRows
from apps.engines.builtin.linear.factor import EPS
from apps.engines.builtin.linear.fit import Fit, chi2_tail
from apps.engines.builtin.linear.order import Order
from apps.engines.builtin.linear.robust import Meat
from apps.engines.builtin.linear.scan import Block, Floats
from apps.engines.builtin.linear.slots import ErrorKind
from apps.engines.builtin.linear.whitened import solve_upper, whiten

SAMPLE = 2000
TOP = 10
TILE_ROWS = 8192  # what is made of so many rows stays in the cache
FULL_LEVERAGE = 1.0 - 1e-10


class Keeper(Protocol):
    """Takes residuals (n, m) of the scaled basis and leverage (n,) of every used row."""

    def take(self, block: Block, residuals: Floats, leverage: Floats) -> None: ...


@dataclass
class Sample:
    """The rows shown in plots, in row order. Residuals and fits in the user's units."""

    positions: NDArray[np.int64]
    x: Floats
    y: Floats
    fitted: Floats
    leverage: Floats
    weight: Floats
    cook: Floats  # (n, m)
    standardized: Floats  # (n, m), internally studentized


@dataclass
class Diagnostics:
    """Per target, arrays of length m. ``press`` is nan where a row has leverage one."""

    rss: Floats
    press: Floats
    max_leverage: float
    farthest: float  # the largest |u|^2: what is farther out is like no row of the data
    full_leverage_rows: int
    hc3: Floats  # (m, p) standard errors in the user's units
    middle: Floats | None  # (m, p, p) covariance chosen, in the basis u; None: the classical one
    errors: ErrorKind
    groups: int  # where errors are by group
    step: Floats  # (p, m) correction of the coefficients in the scaled basis
    breusch_pagan: Floats  # (m,) LM statistic, nan where not tested
    breusch_pagan_p: Floats
    sample: Sample
    sampled: bool
    top: list[list[tuple[int, float, float, float]]]  # (row from 0, cook, leverage, standardized)
    checks: Findings


@dataclass
class _Sums:
    p: int
    m: int
    rss: Floats = field(init=False)
    press: Floats = field(init=False)
    fourth: Floats = field(init=False)
    pull: Floats = field(init=False)
    left: Floats = field(init=False)

    def __post_init__(self) -> None:
        self.rss, self.press, self.fourth = (np.zeros(self.m) for _ in range(3))
        self.pull, self.left = (np.zeros((self.p, self.m)) for _ in range(2))
        self.max_leverage, self.farthest, self.full = 0.0, 0.0, 0
        self.start = 0


def diagnose(
    rows: CleanRows,
    fit: Fit,
    *,
    seed: int,
    errors: ErrorKind = "classical",
    keep: Keeper | None = None,
    order: Order | None = None,
) -> Diagnostics:
    """Second look at every used row of ``rows`` with the coefficients of ``fit``.

    ``order`` says which rows follow each other, where that is not as they stand.
    ``keep`` takes the residuals of every row, where they are wanted as a table. Refuses errors that
    are not defined for these rows.
    """
    sums = _Sums(fit.unknowns, fit.beta.shape[1])
    meat = Meat(errors, fit, rows.groups)
    picker = _Picker(fit, seed)
    checks = Checks(fit, order or Order())
    for block in rows.blocks(msg("Checking the residuals")):
        for start in range(0, len(block), TILE_ROWS):
            tile = block.take(slice(start, start + TILE_ROWS))
            _take(sums, meat, picker, checks, fit, tile, keep)
    return _finish(fit, sums, meat, picker, checks)


def _take(
    sums: _Sums, meat: Meat, picker: _Picker, checks: Checks, fit: Fit, block: Block,
    keep: Keeper | None,
) -> None:  # fmt: skip
    u, residuals = look(fit, block)
    distance = np.einsum("ij,ij->i", u, u)
    sums.farthest = max(sums.farthest, float(distance.max(initial=0.0)))
    leverage = distance if frequency(fit) or block.plain else distance * block.w
    _add(sums, meat, block, u, residuals, leverage)
    checks.take(block, u, residuals, leverage)
    if keep is not None:
        keep.take(block, residuals, leverage)
    picker.take(block, residuals, leverage, sums.start)
    sums.start += len(block)


def frequency(fit: Fit) -> bool:
    return fit.spec.weight_kind == "frequency"


def look(fit: Fit, block: Block) -> tuple[Floats, Floats]:
    """u (n, p) and residuals (n, m) of the scaled basis."""
    rows = fit.frame.rows(block)
    z, y = rows[:, : fit.unknowns], rows[:, fit.unknowns :]
    residuals = y - z @ fit.beta
    return whiten(fit.r, z), residuals


def _add(
    sums: _Sums, meat: Meat, block: Block, u: Floats, residuals: Floats, leverage: Floats
) -> None:
    if not len(block):
        return
    w = block.w[:, None]
    squares = residuals**2
    sums.rss += (w * squares).sum(axis=0)
    sums.fourth += (w * squares**2).sum(axis=0)
    sums.pull += u.T @ (w * squares)
    sums.left += u.T @ (w * residuals)
    full = leverage >= FULL_LEVERAGE
    sums.full += int(full.sum())
    sums.max_leverage = max(sums.max_leverage, float(leverage.max()))
    left = np.where(full, np.nan, 1.0 - leverage)[:, None]
    with np.errstate(invalid="ignore"):
        deleted = squares / left**2
    sums.press += (w * deleted).sum(axis=0)
    power = block.w if frequency(meat.fit) else block.w**2
    meat.add(block, u, residuals, deleted, power)


class _Picker:
    """Keeps the rows for plots and the most influential rows."""

    def __init__(self, fit: Fit, seed: int) -> None:
        self.fit = fit
        used = fit.scan.used
        self.all = used <= SAMPLE
        drawn = (
            None if self.all else np.random.default_rng(seed).choice(used, SAMPLE, replace=False)
        )
        self.chosen = np.arange(used) if drawn is None else np.sort(drawn)
        self.parts: list[tuple[NDArray[np.int64], Floats, Floats, Floats, Floats, Floats]] = []
        self.top: list[Floats] = [np.empty((0, 4)) for _ in range(fit.beta.shape[1])]

    def take(self, block: Block, residuals: Floats, leverage: Floats, start: int) -> None:
        low, high = np.searchsorted(self.chosen, [start, start + len(block)])
        here = self.chosen[low:high] - start
        self.parts.append(
            (
                block.positions[here],
                block.x[here],
                block.y[here],
                residuals[here],
                leverage[here],
                block.w[here],
            )
        )
        with np.errstate(divide="ignore", invalid="ignore"):
            spread = 1.0 - leverage
            pull = np.where(spread > 1e-10, leverage / spread**2, 0.0)
            if not frequency(self.fit):
                pull = pull * block.w
            for target, kept in enumerate(self.top):
                cook = pull * residuals[:, target] ** 2
                least = kept[-1, 1] if len(kept) == TOP else -1.0
                rows = np.flatnonzero(cook > least)
                rows = rows[np.argsort(-cook[rows], kind="stable")[:TOP]]
                square = residuals[rows, target] ** 2
                if not frequency(self.fit):
                    square = square * block.w[rows]
                standard = np.sign(residuals[rows, target]) * np.sqrt(square / spread[rows])
                table = np.column_stack(
                    [block.positions[rows], cook[rows], leverage[rows], standard]
                )
                merged = np.vstack([kept, table])
                order = np.argsort(-merged[:, 1], kind="stable")[:TOP]
                self.top[target] = merged[order]

    def sample(self, s: Floats) -> Sample:
        """``s`` (m,) residual standard deviations of the scaled basis, nan where unknown."""
        positions, x, y, residuals, leverage, weight = (
            np.concatenate(column) for column in zip(*self.parts, strict=True)
        )
        scale = self.fit.target_scale
        w = np.ones_like(weight) if frequency(self.fit) else weight
        with np.errstate(divide="ignore", invalid="ignore"):
            left = np.where(leverage < FULL_LEVERAGE, 1.0 - leverage, np.nan)[:, None]
            standardized = residuals * np.sqrt(w)[:, None] / (s * np.sqrt(left))
            cook = standardized**2 * leverage[:, None] / left / self.fit.unknowns
        return Sample(positions, x, y, y - residuals * scale, leverage, weight, cook, standardized)


def _finish(fit: Fit, sums: _Sums, meat: Meat, picker: _Picker, checks: Checks) -> Diagnostics:
    scale2 = fit.target_scale**2
    exact = sums.rss * scale2 <= (64 * EPS) ** 2 * fit.scan.total_weight * _size(fit)
    rss = np.where(exact, 0.0, sums.rss)
    with np.errstate(divide="ignore", invalid="ignore"):
        s = np.sqrt(rss / fit.df) if fit.df > 0 else np.full(sums.m, np.nan)
    statistic, p_value = _breusch_pagan(fit, sums, exact)
    return Diagnostics(
        rss=rss * scale2,
        press=np.where(exact, 0.0, sums.press) * scale2,
        max_leverage=sums.max_leverage,
        farthest=sums.farthest,
        full_leverage_rows=sums.full,
        hc3=np.sqrt(variances(fit, meat.hc3)),
        middle=meat.chosen(sums.full),
        errors=meat.kind,
        groups=meat.groups,
        step=solve_upper(fit.r, sums.left),
        breusch_pagan=statistic,
        breusch_pagan_p=p_value,
        sample=picker.sample(s),
        sampled=not picker.all,
        top=[_top(kept, spread, fit.unknowns) for kept, spread in zip(picker.top, s, strict=True)],
        checks=checks.findings(rss, sums.left),
    )


def _size(fit: Fit) -> Floats:
    """Squared size of each target's numbers: what rounding is measured against."""
    k = len(fit.spec.predictors)
    biggest = np.maximum(np.abs(fit.scan.minimum[k:]), np.abs(fit.scan.maximum[k:]))
    return np.asarray(biggest**2)


def _top(kept: Floats, s: float, p: int) -> list[tuple[int, float, float, float]]:
    if not s > 0:
        return []
    return [
        (int(row), float(cook / (p * s * s)), float(leverage), float(standard / s))
        for row, cook, leverage, standard in kept
    ]


def variances(fit: Fit, middle: Floats) -> Floats:
    """(m, p) of the coefficients in the user's units, from covariances (m, p, p) in the basis."""
    spread = fit.to_user() @ solve_upper(fit.r, np.eye(fit.unknowns))
    found = [np.einsum("ij,jk,ik->i", spread, inner, spread) for inner in middle]
    return np.maximum(found, 0.0) * fit.target_scale[:, None] ** 2


def _breusch_pagan(fit: Fit, sums: _Sums, exact: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Koenker's n R^2 of the squared residuals on the predictors; not with analytic weights."""
    none = np.full(sums.m, np.nan)
    k = len(fit.spec.predictors)
    if not fit.frame.intercept or not k or fit.df <= 0:
        return none, none.copy()
    if not frequency(fit) and not fit.scan.even_weights:
        return none, none.copy()
    n = fit.observations
    with np.errstate(divide="ignore", invalid="ignore"):
        total = sums.fourth - sums.rss**2 / n
        statistic = n * (sums.pull[1:] ** 2).sum(axis=0) / total
    statistic = np.where(exact | ~(total > 0), np.nan, statistic)
    p_value = np.array([chi2_tail(x, k) if np.isfinite(x) else np.nan for x in statistic])
    return statistic, p_value
