"""Price elasticities of single markets, and their mean with the true spread around it.

Shrinking is empirical Bayes by REML over the markets' own estimates with their whole covariance;
the mean has Hartung and Knapp's interval (2001).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy import optimize, special

from apps.engines.builtin.response.design import Design
from apps.engines.builtin.response.least import Scatter, centred, cosines, fit, means, varies
from apps.engines.builtin.response.periods import Floats

LEAST_ROWS = 4


@dataclass
class MarketLine:
    """``own`` is the share of the market's own estimate in a shrunk one."""

    name: str
    rows: int
    estimate: float
    low: float
    high: float
    own: float


@dataclass
class ByMarket:
    """Elasticities at each market's mean price. ``spread`` is the standard deviation of the true
    ones, ``q`` and ``p`` test that there is none.
    """

    lines: list[MarketLine]
    unknown: list[str]
    mean: float
    low: float
    high: float
    spread: float
    p: float


def by_market(
    design: Design, beside: Floats, scatter: Scatter, confidence: float, *, shrunk: bool
) -> ByMarket | None:
    """``beside`` (m, k) are all columns but the price, centred. None with fewer than two markets
    whose price moves.
    """
    price = design.x[:, 0]
    count = np.bincount(design.market)
    able = [
        code
        for code in range(len(design.markets))
        if count[code] >= LEAST_ROWS
        and varies(price[design.market == code][:, None], np.zeros(count[code], int))[0]
    ]
    if len(able) < 2:
        return None
    own = np.column_stack([np.where(design.market == code, price, 0.0) for code in able])
    x = np.column_stack([centred(own, design.market), beside])
    kept = np.isin(design.market, able)
    # scores of a market's own slope sum to zero over the market, so errors by market say nothing
    kind = "hc1" if scatter.kind == "cluster" else scatter.kind
    local = np.unique(design.market[kept], return_inverse=True)[1]
    less = len(design.markets) - len(able) if design.data.has_market else 0
    plain = replace(scatter, kind=kind, market=local, absorbed=scatter.absorbed - less)
    if int(kept.sum()) <= x.shape[1] + plain.absorbed:
        return None
    done = fit(x[kept], centred(design.y, design.market)[kept], plain)
    scale = _to_elasticity(design)[able]
    slopes = done.beta[: len(able)] * scale
    covariance = done.covariance[: len(able), : len(able)] * np.outer(scale, scale)
    # a market's own slope rests on its own cosines alone
    degrees = [min(cosines(int(count[c])), done.df) if kind == "hac" else done.df for c in able]
    quantiles = special.stdtrit(np.array(degrees), 0.5 + confidence / 2)
    pooled = _pool(slopes, covariance)
    values, errors, shares = slopes, np.sqrt(np.diag(covariance)), np.ones(len(able))
    if shrunk:
        values, errors, shares = _shrink(slopes, covariance, pooled)
    inner = float(special.stdtrit(len(able) - 1, 0.5 + confidence / 2)) * pooled.se
    return ByMarket(
        lines=[
            MarketLine(
                design.markets[code], int(count[code]), float(value),
                float(value - t * error), float(value + t * error), float(share),
            )
            for code, value, error, share, t in zip(
                able, values, errors, shares, quantiles, strict=True
            )
        ],
        unknown=[name for code, name in enumerate(design.markets) if code not in able],
        mean=pooled.mean,
        low=pooled.mean - inner,
        high=pooled.mean + inner,
        spread=float(np.sqrt(pooled.between)),
        p=float(special.chdtrc(len(able) - 1, pooled.q)),
    )  # fmt: skip


def _to_elasticity(design: Design) -> Floats:
    """(markets,) what turns a slope into the elasticity at the market's means."""
    if design.params.form == "loglog":
        return np.ones(len(design.markets))
    price = means(design.x[:, 0], design.market)
    return price if design.params.form == "semilog" else price / means(design.y, design.market)


@dataclass
class _Pooled:
    mean: float
    se: float
    between: float
    weight: Floats
    q: float


def _pool(slopes: Floats, covariance: Floats) -> _Pooled:
    """Mean and variance between markets by REML."""
    ones, size = np.ones(len(slopes)), float(np.var(slopes, ddof=1)) or 1.0

    def parts(between: float) -> tuple[Floats, float, float]:
        weight = np.asarray(np.linalg.inv(covariance + between * np.eye(len(slopes))), dtype=float)
        precision = float(ones @ weight @ ones)
        return weight, precision, float(ones @ weight @ slopes) / precision

    def loss(share: float) -> float:
        weight, precision, mean = parts(share * size)
        left = slopes - mean
        return float(
            -np.linalg.slogdet(weight)[1] + np.log(precision) + left @ weight @ left
        )  # fmt: skip

    done = optimize.minimize_scalar(loss, bounds=(0, 4), method="bounded", options={"xatol": 1e-8})
    between = float(done.x) * size if done.fun < loss(0.0) else 0.0
    weight, precision, mean = parts(between)
    left = slopes - mean
    scatter = max(float(left @ weight @ left) / (len(slopes) - 1), 1.0)
    flat, _, centre = parts(0.0)
    q = float((slopes - centre) @ flat @ (slopes - centre))
    return _Pooled(mean, float(np.sqrt(scatter / precision)), between, weight, q)


def _shrink(slopes: Floats, covariance: Floats, pooled: _Pooled) -> tuple[Floats, Floats, Floats]:
    """Best linear predictors, their standard errors with that of the mean, own shares."""
    pull = pooled.between * pooled.weight
    values = pooled.mean + pull @ (slopes - pooled.mean)
    inner = pooled.between * (np.eye(len(slopes)) - pull)
    shared = 1 - pull.sum(axis=1)
    errors = np.sqrt(np.maximum(np.diag(inner), 0) + (shared * pooled.se) ** 2)
    return np.asarray(values), np.asarray(errors), np.clip(np.diag(pull), 0, 1)
