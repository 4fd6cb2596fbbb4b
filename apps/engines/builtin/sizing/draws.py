"""Quantiles of the assumptions' distributions, and joint draws by scrambled Sobol points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from scipy import special
from scipy.stats import qmc

from apps.engines.builtin.sizing.assumptions import Assumption, Key
from apps.engines.builtin.sizing.chains import Floats
from apps.engines.contract import Context

EDGE = 1e-12


def quantile(one: Assumption, u: Floats, coverage: float) -> Floats:
    """Values of an assumption at probabilities ``u``. A normal one is cut at zero."""
    low, likely, high = one.low, one.likely, one.high
    if one.kind == "fixed":
        return np.full_like(u, likely)
    if low == high:
        return np.full_like(u, low)
    if one.kind == "uniform":
        return low + u * (high - low)
    if one.kind == "triangular":
        return _triangular(low, likely, high, u)
    if one.kind == "pert":
        width = high - low
        a, b = 1 + 4 * (likely - low) / width, 1 + 4 * (high - likely) / width
        return np.asarray(low + width * special.betaincinv(a, b, u))
    z = special.ndtri(0.5 + coverage / 2)
    normal = special.ndtri(np.clip(u, EDGE, 1 - EDGE))
    if one.kind == "lognormal":
        middle, spread = np.log(low * high) / 2, np.log(high / low) / (2 * z)
        return np.asarray(np.exp(middle + spread * normal))
    return np.maximum((low + high) / 2 + (high - low) / (2 * z) * normal, 0.0)


def _triangular(low: float, mode: float, high: float, u: Floats) -> Floats:
    width, rise = high - low, mode - low
    left = low + np.sqrt(u * width * rise)
    right = high - np.sqrt((1 - u) * width * (high - mode))
    return np.where(u * width < rise, left, right)


def uncertain(found: Sequence[Assumption]) -> dict[Key, Assumption]:
    """One assumption for each figure that is not exactly known, in an order of its own."""
    first = {one.key: one for one in reversed(found)}
    return {
        key: first[key]
        for key in sorted(first)
        if first[key].kind != "fixed" and first[key].low != first[key].high
    }


def at(found: Sequence[Assumption], u: float, coverage: float) -> dict[Key, Floats]:
    """Every figure at the same probability of its distribution."""
    return {one.key: quantile(one, np.array([u]), coverage) for one in found}


def central(found: Sequence[Assumption], coverage: float) -> dict[Key, Floats]:
    """Every figure at its most likely value, or at its median where none is given."""
    middle = at(found, 0.5, coverage)
    return {
        one.key: middle[one.key] if np.isnan(one.likely) else np.array([one.likely])
        for one in found
    }


def draw(
    ctx: Context, found: Sequence[Assumption], count: int, coverage: float
) -> Mapping[Key, Floats]:
    """(N,) draws of each figure, N the power of two from ``count`` on. Figures are independent."""
    ctx.check_cancelled()
    unsure = uncertain(found)
    power = max(count - 1, 1).bit_length()
    points = np.empty((2**power, 0))
    if unsure:
        sobol = qmc.Sobol(len(unsure), scramble=True, rng=np.random.default_rng(ctx.seed))
        points = sobol.random_base2(power)
    values = {one.key: quantile(one, np.full(1, 0.5), coverage) for one in found}
    for place, (key, one) in enumerate(unsure.items()):
        values[key] = quantile(one, np.clip(points[:, place], EDGE, 1 - EDGE), coverage)
    size = (2**power,)
    return {key: np.broadcast_to(column, size) for key, column in values.items()}
