"""Effects with intervals that hold in short series: the statistic of each supposed effect, and all
effects that it does not rule out.

A supposed effect δ gives the sum T(δ) of what was observed less what it would make expected, a
linear function of the cells. Its variance is computed under δ, as a score test has it, so that few
counts, or none after a release, still bound the effect.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq
from scipy.special import stdtr

from apps.engines.builtin.release_effect import glm
from apps.engines.builtin.release_effect.glm import Bools, Family, Floats
from apps.engines.builtin.release_effect.noise import NDArrayInt, Noise, learn

Statistic = Callable[[float], tuple[float, Floats, Floats]]
MOST = 12.0  # |log effect| beyond which an end is none
NOTHING = 0.5  # an observed sum of zero, where its logarithm is needed


@dataclass(frozen=True)
class Cells:
    """Markets and periods in order of both: outcome ``y``, exposure ``e``, ``market`` as a code
    from 0, ``time`` as the place of the period, ``post`` where the release had taken place. (n,)
    each.
    """

    family: Family
    y: Floats
    e: Floats
    market: NDArrayInt
    time: NDArrayInt
    post: Bools

    def __len__(self) -> int:
        return len(self.y)

    def only(self, kept: Bools) -> Cells:
        """Some of the cells, markets coded anew."""
        codes = np.unique(self.market[kept], return_inverse=True)[1].astype(np.int64)
        return Cells(
            self.family, self.y[kept], self.e[kept], codes, self.time[kept], self.post[kept]
        )


@dataclass(frozen=True)
class Effect:
    """On the scale of the linear predictor. ``value`` may be -inf, ends infinite where none was
    found. ``observed`` and ``expected`` are totals over the ``cells`` after the release.
    """

    value: float
    low: float
    high: float
    p: float
    observed: float
    expected: float
    cells: int
    df: float


@dataclass(frozen=True)
class Fitted:
    """Columns ``x`` (n, p) fitted to the cells in ``used`` with ``weight`` (n,), their ``mean``
    (n,), and what would have been ``expected`` (n,) without the release, by the columns ``without``
    (n, p).
    """

    cells: Cells
    x: Floats
    without: Floats
    used: Bools
    weight: Floats
    fit: glm.Fit
    mean: Floats
    expected: Floats
    noise: Noise

    @property
    def own(self) -> Floats:
        """(n,) weight of each cell's deviation in the score."""
        family = self.cells.family
        variance = family.variance(self.mean, self.cells.e)
        return np.where(self.used, self.weight * family.slope(self.mean) / variance, 0.0)

    @property
    def root(self) -> Floats:
        """(n,) of the variance without the release, but for dispersions."""
        return np.sqrt(self.cells.family.variance(self.expected, self.cells.e) / self.weight)

    def sensitivity(self, wanted: Floats) -> Floats:
        """(n,) how the sum of ``wanted`` times the expected goes with each outcome."""
        pull = self.without.T @ (wanted * self.cells.family.slope(self.expected))
        return np.asarray(self.x @ (self.fit.inverse @ pull) * self.own)

    def band(self, place: int) -> tuple[float, float]:
        """Standard deviation of a cell's outcome about what is expected, its degrees of freedom."""
        wanted = np.zeros(len(self.cells))
        wanted[place] = 1.0
        spread, df = self.noise.spread((wanted - self.sensitivity(wanted)) * self.root)
        return float(np.sqrt(self.noise.weight @ spread)), float(self.noise.weight @ df)

    def coefficients(self, columns: list[int]) -> tuple[Floats, Floats]:
        """Estimates (q,) and covariances (q, q) of some columns."""
        pulls = (self.x @ self.fit.inverse[:, columns]) * self.own[:, None]
        root = np.sqrt(self.cells.family.variance(self.mean, self.cells.e) / self.weight)
        return self.fit.beta[columns], self.noise.products(pulls * root[:, None])


def impute(cells: Cells, x: Floats, used: Bools, *, weighted: bool = False) -> Fitted:
    """Fit ``x`` (n, p) to the ``used`` cells and carry it to all. ``weighted`` takes each market as
    its scatter deserves. :class:`glm.NoFit` where it cannot be done.
    """
    weight = np.ones(len(cells))
    fitted = _impute(cells, x, used, weight)
    if not weighted:
        return fitted
    phi = fitted.noise.dispersion
    weight = (phi.min() / phi)[cells.market]
    return _impute(cells, x, used, weight)


def _impute(cells: Cells, x: Floats, used: Bools, weight: Floats) -> Fitted:
    family = cells.family
    found = glm.fit(family, x[used], cells.y[used], cells.e[used], weight=weight[used])
    mean = family.mean(x @ found.beta, cells.e)
    if not np.isfinite(mean).all() or (family.log and (mean[~used] <= 1e-8).any()):
        raise glm.NoFit
    noise = _noise(cells, x, used, weight, mean)
    return Fitted(cells, x, x, used, weight, found, mean, mean, noise)


def _noise(cells: Cells, x: Floats, used: Bools, weight: Floats, mean: Floats) -> Noise:
    """Of residuals, with a level of its own for each market's cells after the release."""
    levels, at = [], mean.copy()
    for code in np.unique(cells.market[~used]).tolist():
        own = (~used) & (cells.market == code)
        levels.append(own.astype(np.float64))
        if cells.family.log:
            at[own] = mean[own] * max(cells.y[own].sum(), NOTHING) / mean[own].sum()
        else:
            w = cells.e[own]
            at[own] = mean[own] + float(w @ (cells.y[own] - mean[own]) / w.sum())
    full = np.column_stack([x, *levels]) if levels else x
    return scatter(cells, full, weight, at)


def scatter(cells: Cells, x: Floats, weight: Floats, mean: Floats) -> Noise:
    """The noise about fitted means (n,) of columns ``x`` (n, p)."""
    family = cells.family
    scale = np.sqrt(weight / family.variance(mean, cells.e))
    count = int(cells.market.max()) + 1
    first = np.array([float(weight[cells.market == one][0]) for one in range(count)])
    return learn(
        (cells.y - mean) * scale,
        x * (family.slope(mean) * scale)[:, None],
        cells.market,
        cells.time,
        floor=first if family.log else np.zeros(count),
    )


def imputed(fitted: Fitted, asked: Bools, confidence: float) -> Effect:
    """The effect over the ``asked`` cells: of totals of counts, or of means by their exposure."""
    cells, family = fitted.cells, fitted.cells.family
    wanted = np.where(asked, 1.0 if family.log else cells.e, 0.0)
    observed, expected = float(wanted @ cells.y), float(wanted @ fitted.expected)
    pull = fitted.sensitivity(wanted)
    total = 1.0 if family.log else float(wanted.sum())

    def statistic(delta: float) -> tuple[float, Floats, Floats]:
        if not family.log:
            spread, df = fitted.noise.spread((wanted - pull) * fitted.root)
            return observed - expected - delta * total, spread, df
        ratio = float(np.exp(delta))
        mean = np.where(asked, ratio, 1.0) * fitted.expected
        root = np.sqrt(family.variance(mean, cells.e) / fitted.weight)
        spread, df = fitted.noise.spread((wanted - ratio * pull) * root)
        return observed - ratio * expected, spread, df

    if family.log:
        value = float(np.log(observed / expected)) if observed > 0 else -np.inf
    else:
        value = (observed - expected) / total
    return solved(
        statistic, fitted.noise.weight, value, confidence, family,
        (observed / total, expected / total, int(asked.sum())),
    )  # fmt: skip


def level(cells: Cells, x: Floats, confidence: float) -> tuple[Effect, Fitted]:
    """A change of level at the release, beside the columns ``x`` (n, p) over all cells."""
    family, post = cells.family, cells.post.astype(np.float64)
    both = np.column_stack([x, post])
    observed = float(cells.y[cells.post].sum())
    weight = np.ones(len(cells))
    if family.log and observed == 0:
        null = glm.fit(family, x[~cells.post], cells.y[~cells.post], cells.e[~cells.post])
        expected = family.mean(x @ null.beta, cells.e)
        value = -np.inf
        near = float(np.log(NOTHING / expected[cells.post].sum()))
        found = glm.Fit(np.append(null.beta, near), null.eta, np.pad(null.inverse, (0, 1)))
    else:
        found = glm.fit(family, both, cells.y, cells.e)
        value = float(found.beta[-1])
    mean = family.mean(both @ found.beta, cells.e)
    noise = scatter(cells, both, weight, mean)
    base = family.mean(x @ found.beta[:-1], cells.e)
    start = [found.beta[:-1]]

    def statistic(delta: float) -> tuple[float, Floats, Floats]:
        supposed = glm.fit(family, x, cells.y, cells.e, offset=delta * post, start=start[0])
        start[0] = supposed.beta
        at = family.mean(supposed.eta, cells.e)
        slope, variance = family.slope(at), family.variance(at, cells.e)
        own = slope / variance
        pull = x @ (supposed.inverse @ (x.T @ (post * slope * own)))
        c = (post - pull) * own
        spread, df = noise.spread(c * np.sqrt(variance))
        return float(c @ (cells.y - at)), spread, df

    wanted = 1.0 if family.log else float(cells.e[cells.post].sum())
    parts = cells.y if family.log else cells.y * cells.e
    carried = base if family.log else base * cells.e
    effect = solved(
        statistic, noise.weight, value, confidence, family,
        (float(parts[cells.post].sum()) / wanted, float(carried[cells.post].sum()) / wanted,
         int(cells.post.sum())),
    )  # fmt: skip
    without = np.column_stack([x, np.zeros(len(cells))])
    every = np.ones(len(cells), bool)
    return effect, Fitted(cells, both, without, every, weight, found, mean, base, noise)


def solved(
    statistic: Statistic,
    weight: Floats,
    value: float,
    confidence: float,
    family: Family,
    totals: tuple[float, float, int],
) -> Effect:
    """The interval of all effects that the statistic does not rule out, and p of none."""

    def chance(delta: float) -> float:
        t, spread, df = statistic(delta)
        with np.errstate(divide="ignore", invalid="ignore"):
            return float(weight @ stdtr(df, np.nan_to_num(t / np.sqrt(spread))))

    t, spread, df = statistic(value if np.isfinite(value) else 0.0)
    width = float(np.sqrt(weight @ spread))
    if family.log:
        step = 0.1 + 2 * width / max(totals[1] * float(np.exp(min(value, 0.0))), NOTHING)
        step = min(step, 1.0)
    else:
        ahead = abs(statistic(value + 1.0)[0] - t)
        step = 2 * width / ahead if ahead else 1.0
        step = max(step, 1e-12)
    tail = (1 - confidence) / 2
    middle = value if np.isfinite(value) else float(np.log(NOTHING / totals[1]))
    none = chance(0.0)
    most = MOST if family.log else 1e6 * step
    low = _end(chance, 1 - tail, middle, -step, most) if np.isfinite(value) else -np.inf
    high = _end(chance, tail, middle, step, most)
    freedom = float(weight @ df)
    return Effect(value, low, high, 2 * min(none, 1 - none), *totals, freedom)


def _end(
    chance: Callable[[float], float], wanted: float, middle: float, step: float, most: float
) -> float:
    """Where the chance is as wanted; infinite where it is nowhere."""

    def off(delta: float) -> float:
        try:
            return chance(delta) - wanted
        except glm.NoFit:
            return np.nan

    inner, size = middle, step
    for _ in range(40):
        outer = middle + size
        found = off(outer)
        if not np.isfinite(found) or abs(size) > most:
            break
        if found * -np.sign(step) >= 0:
            return float(brentq(off, *sorted((inner, outer)), xtol=1e-7, rtol=1e-9))
        inner, size = outer, size * 1.6
    return float(np.sign(step)) * np.inf
